// The compared page in its frame, touched from outside: another page in its place, a mark on the block at hand.

/** The ids of the contract between `page` and whoever shows it. */
const BODY = 'article-body';
const CURRENT = 'diff-current';

/** Becomes another page of the same theme without loading anything again; false when the themes differ. */
export function become(shown: Document, page: string): boolean {
  const other = new DOMParser().parseFromString(page, 'text/html');
  if (!shown.getElementById(BODY) || links(other) !== links(shown) || !other.getElementById(BODY))
    return false;
  for (const { name, value } of other.documentElement.attributes)
    shown.documentElement.setAttribute(name, value);
  shown.body.replaceWith(shown.adoptNode(other.body));
  return true;
}

function links(document: Document): string {
  const all = document.querySelectorAll('head link[rel="stylesheet"], head base, head style');
  return [...all].map((link) => link.outerHTML).join('');
}

/** Marks a block and brings it into view; `null` marks none. */
export function mark(window: Window, at: number | null): void {
  const body = window.document.getElementById(BODY);
  for (const marked of body?.querySelectorAll(`.${CURRENT}`) ?? []) marked.classList.remove(CURRENT);
  const block = at === null ? undefined : body?.children[at];
  if (!block) return;
  block.classList.add(CURRENT);
  const { top, bottom, height } = block.getBoundingClientRect();
  const room = window.innerHeight;
  if (top < 0 || bottom > room) window.scrollBy(0, top - Math.max(24, (room - height) / 3));
}

/** The block in which the reader last clicked; `null` elsewhere on the page. */
export function blockAt(document: Document): number | null {
  const body = document.getElementById(BODY);
  let node: Node | null = document.getSelection()?.anchorNode ?? null;
  while (node && node.parentNode !== body) node = node.parentNode;
  return body && node
    ? [...body.childNodes].filter(({ nodeType }) => nodeType === 1).indexOf(node as ChildNode)
    : null;
}
