// Makes one element like another with few changes, so that pictures that stay do not load again.

/** Makes `old` like `wanted`, but leaves alone what is inside the element with the id `kept`. */
export function morph(old: Element, wanted: Element, kept: string): void {
  morphAttributes(old, wanted);
  if (old.id === kept) return;
  const news = [...wanted.childNodes];
  let next: ChildNode | null = old.firstChild;
  for (const node of news) {
    const match = firstAlike(next, node, kept);
    while (match && next !== match) next = removed(next);
    if (!match) {
      old.insertBefore(old.ownerDocument.importNode(node, true), next);
      continue;
    }
    next = match.nextSibling;
    if (isElement(match) && isElement(node)) morph(match, node, kept);
    else if (match.nodeValue !== node.nodeValue) match.nodeValue = node.nodeValue;
  }
  while (next) next = removed(next);
}

function removed(node: ChildNode | null): ChildNode | null {
  const next = node?.nextSibling ?? null;
  node?.remove();
  return next;
}

/** The first node from here on that `wanted` may be made of; never one beyond the element that holds `kept`. */
function firstAlike(from: ChildNode | null, wanted: ChildNode, kept: string): ChildNode | null {
  for (let node = from; node; node = node.nextSibling) {
    if (alike(node, wanted, kept)) return node;
    if (holds(node, kept)) return null;
  }
  return null;
}

function alike(node: Node, wanted: Node, kept: string): boolean {
  if (node.nodeName !== wanted.nodeName || holds(node, kept) !== holds(wanted, kept)) return false;
  if (!isElement(node) || !isElement(wanted)) return true;
  return node.className === wanted.className && node.id === wanted.id;
}

function holds(node: Node, kept: string): boolean {
  return isElement(node) && (node.id === kept || node.querySelector(`#${kept}`) !== null);
}

function morphAttributes(old: Element, wanted: Element): void {
  for (const { name } of [...old.attributes]) if (!wanted.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

/** Not `instanceof`: the page's nodes are of another window. */
function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}
