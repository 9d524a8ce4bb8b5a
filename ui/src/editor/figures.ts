// Lines that are only a picture of the library: a small copy and its words instead of an address. Knows no library.
import type { EditorView } from '@codemirror/view';
import {
  Decoration,
  ViewPlugin,
  WidgetType,
  type Command,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view';
import { RangeSetBuilder, StateEffect, type EditorState, type Line } from '@codemirror/state';
import { mount, unmount } from 'svelte';
import CutPicture from '../shared/pictures/CutPicture.svelte';
import { ALL, framingOf, sizeOf } from '../shared/pictures/framing';
import { inWindow, keptAt } from '../shared/pictures/kept';
import { readPicture, type WrittenPicture } from '../shared/pictures/written';

/** What is known of a picture of the library. */
export interface PictureLook {
  /** The path of a small copy; `null` until one is made. */
  thumbnail: string | null;
  width: number;
  height: number;
  /** How far its copies are. */
  state: 'developing' | 'ready' | 'failed';
  /** Why it can't be shown, in words; `null` where it can. */
  failure: string | null;
}

/** Where a picture stands in the text. */
export interface TextRange {
  from: number;
  to: number;
}

/** Who knows the pictures that the text shows. */
export interface Shelf {
  /** What is known of a picture, as `/media/HASH.ENDING`; `null` while nothing is. */
  look(source: string): PictureLook | null;
  /** A picture of the text is to be looked at: its address, framing and all, and its line. */
  open(address: string, range: TextRange): void;
}

/** Something more is known of pictures. */
export const looked = StateEffect.define<null>();

const HEIGHT = 60;
const WIDTH = 92;

/** Lines that were read: those on screen are looked at with every key. */
const read = new Map<string, WrittenPicture | null>();
const READ = 200;

/** The picture that a line is, and nothing else. */
export function figureIn(text: string): WrittenPicture | null {
  if (!/^ {0,3}!\[/.test(text) || !text.includes('/media/')) return null;
  if (read.size > READ) read.clear();
  let figure = read.get(text);
  if (figure === undefined) read.set(text, (figure = readFigure(text)));
  return figure;
}

function readFigure(text: string): WrittenPicture | null {
  const line = text.trim();
  const picture = readPicture(line);
  return picture && picture.length === line.length && keptAt(picture.address) ? picture : null;
}

/** The picture on whose line the caret is. */
export function figureAtCaret(state: EditorState): { address: string; range: TextRange } | null {
  const line = state.doc.lineAt(state.selection.main.head);
  const figure = figureIn(line.text);
  return figure && { address: figure.address, range: { from: line.from, to: line.to } };
}

function lookOf(figure: WrittenPicture, shelf: Shelf | undefined): PictureLook | null {
  return shelf?.look(keptAt(figure.address)?.source ?? '') ?? null;
}

/** The pictures that thumbnails show. */
const pictures = new WeakMap<HTMLElement, Record<string, unknown>>();

/** A small copy of the picture, framed as its line says; pressed, it opens the picture. */
class Thumbnail extends WidgetType {
  readonly #figure: WrittenPicture;
  readonly #look: PictureLook | null;
  readonly #shelf: Shelf | undefined;

  constructor(figure: WrittenPicture, shelf: Shelf | undefined) {
    super();
    this.#figure = figure;
    this.#shelf = shelf;
    this.#look = lookOf(figure, shelf);
  }

  override eq(other: Thumbnail): boolean {
    const same = (one: PictureLook | null, two: PictureLook | null) =>
      one?.thumbnail === two?.thumbnail && one?.state === two?.state && one?.failure === two?.failure;
    return (
      this.#figure.address === other.#figure.address &&
      this.#figure.alt === other.#figure.alt &&
      this.#shelf === other.#shelf &&
      same(this.#look, other.#look)
    );
  }

  override toDOM(view: EditorView): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    // Tab leaves the text, as everywhere in it; the keyboard has a shortcut of its own.
    button.tabIndex = -1;
    button.className = `md-thumbnail md-${this.#look?.state ?? 'developing'}`;
    const name = view.state.phrase('Open the picture: $', this.#figure.alt || '—');
    button.setAttribute('aria-label', name);
    button.title = name;
    this.#fill(button);
    button.addEventListener('click', () => this.#open(view, button));
    return button;
  }

  /** Another widget of the same look may have made the element. */
  override destroy(element: HTMLElement): void {
    const shown = pictures.get(element);
    if (shown) void unmount(shown);
  }

  #fill(button: HTMLElement): void {
    const address = inWindow(this.#look?.thumbnail ?? '');
    if (address === null || !this.#look) return;
    const { turn, crop } = framingOf(keptAt(this.#figure.address)?.framing ?? '');
    const framed = sizeOf({ turn, crop, focus: null }, this.#look);
    const box = button.appendChild(document.createElement('span'));
    box.style.width = `${Math.min(WIDTH, (HEIGHT * framed.width) / framed.height)}px`;
    const props = { address, turn, part: crop ?? ALL, size: this.#look };
    pictures.set(button, mount(CutPicture, { target: box, props }));
  }

  #open(view: EditorView, button: HTMLElement): void {
    const { from, to } = view.state.doc.lineAt(view.posAtDOM(button));
    this.#shelf?.open(this.#figure.address, { from, to });
  }
}

/** What is said of the picture, without its address, and why it can't be shown. */
class Words extends WidgetType {
  readonly #figure: WrittenPicture;
  readonly #failure: string | null;

  constructor(figure: WrittenPicture, shelf: Shelf | undefined) {
    super();
    this.#figure = figure;
    this.#failure = lookOf(figure, shelf)?.failure ?? null;
  }

  override eq(other: Words): boolean {
    const { alt, caption, credit } = this.#figure;
    const was = other.#figure;
    const isSaid = alt === was.alt && caption === was.caption && credit === was.credit;
    return isSaid && this.#failure === other.#failure;
  }

  override toDOM(view: EditorView): HTMLElement {
    const { alt, caption, credit } = this.#figure;
    const words = document.createElement('span');
    words.className = 'md-figure-words';
    const below = [caption, credit && `© ${credit}`].filter(Boolean).join(' ');
    words.append(said('md-figure-caption', below || view.state.phrase('No caption')));
    words.append(said('md-figure-alt', alt || view.state.phrase('No description')));
    if (this.#failure !== null) words.append(said('md-figure-failure', this.#failure));
    return words;
  }

  /** A click on the words puts the caret in their line. */
  override ignoreEvent(): boolean {
    return false;
  }
}

function said(name: string, text: string): HTMLElement {
  const part = document.createElement('span');
  part.className = name;
  part.textContent = text;
  return part;
}

const line = Decoration.line({ class: 'md-figure' });

/** Only what is on screen is looked at: the cost of a key does not grow with the text. */
function decorationsOf(view: EditorView, shelf: Shelf | undefined): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const range of view.visibleRanges) {
    for (let at = Math.max(range.from, done + 1); at <= range.to;) {
      const found = view.state.doc.lineAt(at);
      decorate(view, builder, found, shelf);
      done = found.to;
      at = found.to + 1;
    }
  }
  return builder.finish();
}

function decorate(
  view: EditorView,
  builder: RangeSetBuilder<Decoration>,
  { from, to, text }: Line,
  shelf: Shelf | undefined,
): void {
  const figure = figureIn(text);
  if (!figure) return;
  builder.add(from, from, line);
  builder.add(from, from, Decoration.widget({ widget: new Thumbnail(figure, shelf), side: -1 }));
  if (!isOpen(view, from, to))
    builder.add(from, to, Decoration.replace({ widget: new Words(figure, shelf) }));
}

/** Where she writes, the line stands as it is written. */
function isOpen(view: EditorView, from: number, to: number): boolean {
  return view.hasFocus && view.state.selection.ranges.some((range) => range.from <= to && range.to >= from);
}

class Figures {
  decorations: DecorationSet;
  readonly #shelf: (view: EditorView) => Shelf | undefined;

  constructor(view: EditorView, shelf: (view: EditorView) => Shelf | undefined) {
    this.#shelf = shelf;
    this.decorations = decorationsOf(view, shelf(view));
  }

  update(update: ViewUpdate): void {
    const { docChanged, viewportChanged, selectionSet, focusChanged, transactions } = update;
    const more = transactions.some(({ effects }) => effects.some((effect) => effect.is(looked)));
    if (docChanged || viewportChanged || selectionSet || focusChanged || more)
      this.decorations = decorationsOf(update.view, this.#shelf(update.view));
  }
}

/** The plugin; `shelf` finds who knows the pictures of a view. */
export function figures(shelf: (view: EditorView) => Shelf | undefined) {
  return ViewPlugin.define((view) => new Figures(view, shelf), {
    decorations: (plugin) => plugin.decorations,
  });
}

/** Opens the picture on whose line the caret is. */
export function openFigure(shelf: (view: EditorView) => Shelf | undefined): Command {
  return (view) => {
    const figure = figureAtCaret(view.state);
    const here = shelf(view);
    if (!figure || !here) return false;
    here.open(figure.address, figure.range);
    return true;
  };
}
