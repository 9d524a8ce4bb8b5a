// The document in the frame and what is done to it from outside: no script ever runs inside.
import type { Splice } from '../../core/contract';
import { spliceBody } from './body';
import { morph } from './morph';

/** The ids of the contract between `page` and the preview. */
const ARTICLE = 'article';
const BODY = 'article-body';

/** The page of one draft, in a document. */
export class PageDocument {
  readonly #document: Document;

  /** A loaded page; throws when the document is not one. */
  constructor(document: Document) {
    this.#document = document;
    void this.body;
  }

  /** The element whose children are the blocks. */
  get body(): Element {
    return this.#element(BODY);
  }

  /** Replaces blocks. */
  splice(splice: Splice): void {
    spliceBody(this.body, splice);
  }

  /** Replaces all blocks by their joined HTML. */
  fill(html: string): void {
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
   * frame has to start anew.
   */
  become(page: string): boolean {
    const other = new DOMParser().parseFromString(page, 'text/html');
    if (links(other) !== links(this.#document) || !other.getElementById(BODY)) return false;
    const old = this.#document.documentElement;
    for (const { name, value } of other.documentElement.attributes) old.setAttribute(name, value);
    this.#document.title = other.title;
    this.#document.body.replaceWith(this.#document.adoptNode(other.body));
    return true;
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
