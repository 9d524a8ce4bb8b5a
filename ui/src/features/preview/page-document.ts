// The document in the frame and what is done to it from outside: no script ever runs inside.
import type { Splice } from '../../core/contract';
import { spliceBody, tailOf } from './body';
import { morph } from './morph';

/** The ids of the contract between `page` and the preview. */
const ARTICLE = 'article';
const BODY = 'article-body';
/** How many blocks are laid out at once: 20 ms or so without a GPU. */
const PART = 250;

/** The page of one draft, in a document. */
export class PageDocument {
  readonly #document: Document;
  /** The end of a long body, which has still to be shown. */
  #rest: DocumentFragment | null = null;

  /** A loaded page; throws when the document is not one. */
  constructor(document: Document) {
    this.#document = document;
    void this.body;
  }

  /** The element whose children are the blocks. */
  get body(): Element {
    return this.#element(BODY);
  }

  /** The element of a block; `null` when there is none. */
  block(index: number): Element | null {
    if (index >= this.body.children.length) this.complete();
    return this.body.children[index] ?? null;
  }

  /** Replaces blocks. */
  splice(splice: Splice): void {
    if (splice.at + splice.remove >= this.body.children.length) this.complete();
    spliceBody(this.body, splice);
  }

  /** Replaces all blocks by their joined HTML. */
  fill(html: string): void {
    this.#rest = null;
    this.body.innerHTML = html;
  }

  /** Takes everything but the body from an article region with an empty body. */
  frame(html: string): void {
    const template = this.#document.createElement('template');
    template.innerHTML = html;
    const wanted = template.content.querySelector(`#${ARTICLE}`);
    if (!wanted?.querySelector(`#${BODY}`)) throw new RangeError('the frame has no article with a body');
    morph(this.#element(ARTICLE), wanted, BODY);
  }

  /** The document's title. */
  title(title: string): void {
    this.#document.title = title;
  }

  /**
   * Becomes another page of the same theme without loading anything again; false when the themes differ and the
   * frame has to start anew. Of a long one only the beginning is there at first: see `grow`, `complete`.
   */
  become(page: string): boolean {
    const other = new DOMParser().parseFromString(page, 'text/html');
    if (links(other) !== links(this.#document) || !other.getElementById(BODY)) return false;
    const body = other.getElementById(BODY);
    this.#rest = body && tailOf(body, PART);
    const old = this.#document.documentElement;
    for (const { name, value } of other.documentElement.attributes) old.setAttribute(name, value);
    this.#document.title = other.title;
    this.#document.body.replaceWith(this.#document.adoptNode(other.body));
    return true;
  }

  /**
   * Becomes a later state of the same page, and changes only what differs: pictures that stay do not load again, and
   * nothing scrolls. False when it is another theme, or has other blocks: see `become`.
   */
  follow(page: string): boolean {
    const other = new DOMParser().parseFromString(page, 'text/html');
    const body = other.getElementById(BODY);
    if (!body || links(other) !== links(this.#document)) return false;
    this.complete();
    if (body.children.length !== this.body.children.length) return false;
    const news = [...body.children];
    for (const [at, old] of [...this.body.children].entries()) {
      const wanted = news[at];
      if (wanted && old.outerHTML !== wanted.outerHTML) old.replaceWith(this.#document.adoptNode(wanted));
    }
    this.#document.title = other.title;
    morph(this.#document.body, other.body, BODY);
    return true;
  }

  /** Shows the next part of a long body; whether there is more. */
  grow(): boolean {
    const next = this.#rest;
    this.#rest = next && tailOf(next, PART);
    if (next) this.body.append(this.#document.adoptNode(next));
    return this.#rest !== null;
  }

  /** Shows the whole body. */
  complete(): void {
    if (this.#rest) this.body.append(this.#document.adoptNode(this.#rest));
    this.#rest = null;
  }

  #element(id: string): Element {
    const found = this.#document.getElementById(id);
    if (!found) throw new RangeError(`the page has no #${id}`);
    return found;
  }
}

function links(document: Document): string {
  return [...document.querySelectorAll('head link[rel="stylesheet"], head base, head style')]
    .map((link) => link.outerHTML)
    .join('');
}
