// Pictures on their way into the text: a place for them that follows every change, and what lands there. Knows no library.
import { isolateHistory } from '@codemirror/commands';
import { syntaxTree } from '@codemirror/language';
import {
  EditorSelection,
  StateEffect,
  StateField,
  type EditorState,
  type Transaction,
  type TransactionSpec,
} from '@codemirror/state';
import { Decoration, EditorView, WidgetType, type DecorationSet } from '@codemirror/view';
import type { Way } from '../shared/pictures/given';
import { paragraphAt, placedAt } from './passage';

/** A place between paragraphs. */
export interface Gap {
  /** An offset in the paragraph beside it. */
  at: number;
  /** Whether the gap is before that paragraph instead of behind it. */
  before: boolean;
}

/** Pictures that were given together: they land together, in one step. */
export interface Arrival extends Gap {
  id: number;
  /** What they are called. */
  names: readonly string[];
  /** How many of them are in the library. */
  done: number;
  /** How far the next one is, where that is known. */
  way?: Way | undefined;
}

const announced = StateEffect.define<Arrival>();
const counted = StateEffect.define<Pick<Arrival, 'id' | 'done' | 'way'>>();
const ended = StateEffect.define<number>();

/** Pictures come in: the text shows that, and is not changed. */
export function arriving(arrival: Arrival): TransactionSpec {
  return { effects: announced.of(arrival) };
}

/** So many of them are there, and the next one is so far. */
export function progressed(id: number, done: number, way?: Way): TransactionSpec {
  return { effects: counted.of({ id, done, way }) };
}

/** What arrived stands in the text, as paragraphs of its own; nothing when nothing did. Undone in one step. */
export function landing(state: EditorState, id: number, lines: readonly string[]): TransactionSpec {
  const arrival = arrivalsIn(state).find((one) => one.id === id);
  if (!arrival || lines.length === 0) return { effects: ended.of(id) };
  const from = offsetOf(state, arrival);
  const placed = placedAt(state.doc, from, lines.join('\n\n'));
  const waits = waitsAt(state, from);
  // On the blank line where she is, the picture goes in before what she writes next.
  const insert = waits ? `${placed.insert.trimEnd()}\n\n` : placed.insert;
  return {
    changes: { from, insert },
    ...(waits && { selection: EditorSelection.cursor(from + insert.length) }),
    effects: [ended.of(id), EditorView.announce.of(arrived(state, arrival))],
    userEvent: 'input.picture',
    annotations: isolateHistory.of('full'),
  };
}

function arrived(state: EditorState, { names }: Arrival): string {
  return state.phrase('Picture in the text: $', names.join(', '));
}

/** The same places in the state that takes another's stead, as far as its text reaches. */
export function carried(from: EditorState, to: EditorState): EditorState {
  const effects = arrivalsIn(from).map((one) =>
    announced.of({ ...one, at: Math.min(one.at, to.doc.length) }),
  );
  return effects.length === 0 ? to : to.update({ effects }).state;
}

/** The pictures that are on their way. */
export function arrivalsIn(state: EditorState): readonly Arrival[] {
  return state.field(arrivals, false) ?? [];
}

/** The offset of a gap: between paragraphs, never within what a blank line does not end. */
export function offsetOf(state: EditorState, { at, before }: Gap): number {
  const whole = undivided(state, at) ?? paragraphAt(state.doc, at);
  const begins = before && at <= whole.from && state.doc.lineAt(whole.from).text.trim() !== '';
  return begins ? whole.from : whole.to;
}

/** The code, table or markup around an offset, through which a picture would cut. */
function undivided(state: EditorState, offset: number): { from: number; to: number } | null {
  for (const side of [1, -1] as const) {
    let node = syntaxTree(state).resolveInner(offset, side);
    while (node.parent?.parent) node = node.parent;
    if (/Code|Table|HTML/.test(node.name)) return { from: state.doc.lineAt(node.from).from, to: node.to };
  }
  return null;
}

/** Whether the caret is on the blank line at this offset. */
function waitsAt(state: EditorState, offset: number): boolean {
  const { main } = state.selection;
  const line = state.doc.lineAt(offset);
  return main.empty && line.text.trim() === '' && main.head >= line.from && main.head <= line.to;
}

/** Where places are after a change. What was given later to the same gap stands behind what landed there. */
function moved(all: readonly Arrival[], { startState, changes, effects }: Transaction): readonly Arrival[] {
  const id = effects.find((effect) => effect.is(ended))?.value;
  const landed = all.find((one) => one.id === id);
  const gap = landed && offsetOf(startState, landed);
  return all.map((one) => {
    const isBehind = landed !== undefined && one.id > landed.id && offsetOf(startState, one) === gap;
    return {
      ...one,
      at: isBehind && gap !== undefined ? changes.mapPos(gap, 1) : changes.mapPos(one.at, -1),
    };
  });
}

/** Part of every state: places follow the text, whether a view shows it or not. */
export const arrivals = StateField.define<readonly Arrival[]>({
  create: () => [],
  update(value, transaction) {
    let next = transaction.docChanged ? moved(value, transaction) : value;
    for (const effect of transaction.effects) {
      if (effect.is(announced)) next = [...next, effect.value];
      else if (effect.is(ended)) next = next.filter(({ id }) => id !== effect.value);
      else if (effect.is(counted))
        next = next.map((one) => (one.id === effect.value.id ? { ...one, ...effect.value } : one));
    }
    return next;
  },
  provide: (field) =>
    EditorView.decorations.compute([field, 'doc'], (state) => placeholders(state, state.field(field))),
});

function placeholders(state: EditorState, all: readonly Arrival[]): DecorationSet {
  if (all.length === 0) return Decoration.none;
  const widgets = all.map((arrival) => {
    const offset = offsetOf(state, arrival);
    const side = arrival.before && offset === state.doc.lineAt(offset).from ? -1 : 1;
    return Decoration.widget({ widget: new Placeholder(arrival), block: true, side }).range(offset);
  });
  return Decoration.set(widgets, true);
}

/** What stands in the text for pictures that come in: their names, and that something goes on. */
class Placeholder extends WidgetType {
  readonly #arrival: Arrival;

  constructor(arrival: Arrival) {
    super();
    this.#arrival = arrival;
  }

  override eq(other: Placeholder): boolean {
    const { id, done, way } = this.#arrival;
    return other.#arrival.id === id && other.#arrival.done === done && other.#arrival.way === way;
  }

  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('div');
    box.className = 'md-arrival';
    box.setAttribute('role', 'status');
    box.append(
      ...['md-arrival-words', 'md-arrival-bar'].map((name) => {
        const part = document.createElement('div');
        part.className = name;
        return part;
      }),
    );
    this.#fill(box, view);
    return box;
  }

  override updateDOM(box: HTMLElement, view: EditorView): boolean {
    this.#fill(box, view);
    return true;
  }

  override get estimatedHeight(): number {
    return 52;
  }

  #fill(box: HTMLElement, view: EditorView): void {
    const { names, done, way } = this.#arrival;
    const [words, bar] = box.children as unknown as [HTMLElement, HTMLElement];
    const name = names[Math.min(done, names.length - 1)] ?? '';
    const count = names.length > 1 ? ` (${Math.min(done + 1, names.length)}/${names.length})` : '';
    const far = way ? ` — ${way.words}` : '';
    words.textContent = view.state.phrase('Picture coming in: $', name) + count + far;
    bar.style.setProperty('--done', `${((done + (way?.share ?? 0)) / names.length) * 100}%`);
    bar.classList.toggle('md-arrival-going', names.length === 1 && typeof way?.share !== 'number');
  }
}
