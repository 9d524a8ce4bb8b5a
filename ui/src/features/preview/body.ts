// The page's body element kept equal to its blocks: child i is block i, "\n" between them. Knows no text.
import type { Splice } from '../../core/contract';

/**
 * Replaces children of the body. Afterwards `body.innerHTML` is the blocks' HTML joined by "\n", which is what the
 * site publishes. Throws when a block is not exactly one element.
 */
export function spliceBody(body: Element, { at, remove, insert }: Splice): void {
  const before = at === 0 ? null : (body.children[at - 1] ?? null);
  const after = body.children[at + remove] ?? null;
  for (let node = before ? before.nextSibling : body.firstChild; node && node !== after;) {
    const next: ChildNode | null = node.nextSibling;
    node.remove();
    node = next;
  }
  const fragment = parse(
    body.ownerDocument,
    insert.map((block) => block.html),
  );
  const newline = () => body.ownerDocument.createTextNode('\n');
  if (before && (insert.length > 0 || after)) fragment.prepend(newline());
  if (after && insert.length > 0) fragment.append(newline());
  body.insertBefore(fragment, after);
}

/** Takes off what stands behind the first `count` children; `null` when nothing does. */
export function tailOf(parent: Element | DocumentFragment, count: number): DocumentFragment | null {
  const last = parent.children[count - 1];
  if (!last?.nextSibling || !parent.lastChild) return null;
  const tail = parent.ownerDocument.createRange();
  tail.setStartAfter(last);
  tail.setEndAfter(parent.lastChild);
  return tail.extractContents();
}

function parse(document: Document, htmls: string[]): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = htmls.join('\n');
  if (template.content.children.length !== htmls.length) {
    throw new RangeError(`${htmls.length} blocks gave ${template.content.children.length} elements`);
  }
  // The template's own document has no styles and no base; nodes must belong to the page before they are shown.
  return document.importNode(template.content, true);
}
