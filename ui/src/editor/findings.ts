// Findings in the text: underlined where they stand, carried through every change, read again where it changed. Knows no rule.
import { StateEffect, StateField, type ChangeDesc, type EditorState, type Text } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';

/** What a kind of finding is underlined as. */
export type FindingKind = 'spelling' | 'signs' | 'style' | 'copy';

/** Something that was found in the text. */
export interface Found {
  from: number;
  to: number;
  /** What stands there: a finding is of these words and goes with them. */
  text: string;
  kind: FindingKind;
}

/** What was found in a stretch of the text, which may be longer than the one that was asked for. */
export interface ReadStretch<F extends Found = Found> {
  from: number;
  to: number;
  findings: readonly F[];
  /** Whether it is the whole text, and what only the whole shows: what stretches show stays beside it. */
  across?: boolean;
}

/** Reads a stretch; `null` when it can't be read yet, and is to be asked for again. */
export type CopyReader = (from: number, to: number) => Promise<ReadStretch | null>;

/** A stretch was read. */
const read = StateEffect.define<ReadStretch>();
/** All that was found goes: the rules, or the language, are others. */
export const forgotten = StateEffect.define<null>();

/** Rest after a key before its paragraph is read again, milliseconds: a word that is being written is no finding. */
const REST = 300;
/** Rest after what changed was read before the text is read as a whole, milliseconds. */
const REST_ACROSS = 1200;
/** Pause before a stretch is asked for again that could not be read, milliseconds. */
const AGAIN = 150;
/** The longest stretch that is asked for at once, UTF-16 units: what is on screen comes first. */
const SLICE = 20_000;

const marks: Record<FindingKind, string> = {
  spelling: 'md-found md-found-spelling',
  signs: 'md-found md-found-signs',
  style: 'md-found md-found-style',
  copy: 'md-found md-found-copy',
};

function markOf(finding: Found, across: boolean): Decoration {
  return Decoration.mark({ class: marks[finding.kind], finding, across });
}

/** What is underlined. */
const found = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(value, { docChanged, changes, effects, state }) {
    let next = docChanged ? untouched(value, changes).map(changes) : value;
    for (const effect of effects) {
      if (effect.is(forgotten)) next = Decoration.none;
      else if (effect.is(read)) next = withStretch(next, effect.value, state.doc);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** What no change touched, also at its edge: a word with another letter is another word. */
function untouched(value: DecorationSet, changes: ChangeDesc): DecorationSet {
  let next = value;
  changes.iterChangedRanges((filterFrom, filterTo) => {
    next = next.update({ filterFrom, filterTo, filter: () => false });
  });
  return next;
}

function withStretch(
  value: DecorationSet,
  { from, to, findings, across = false }: ReadStretch,
  doc: Text,
): DecorationSet {
  const still = findings.filter((one) => doc.sliceString(one.from, one.to) === one.text && one.text !== '');
  const add = still.map((one) => markOf(one, across).range(one.from, one.to));
  // What only touches the stretch's edge is not of it.
  const filter = (start: number, end: number, { spec }: Decoration) =>
    (spec as { across: boolean }).across !== across || end <= from || start >= to;
  return value.update({ filterFrom: from, filterTo: to, filter, add, sort: true });
}

/** All findings in the text, in its order, where they stand now. */
export function findingsIn<F extends Found>(state: EditorState): F[] {
  const all: F[] = [];
  state.field(found, false)?.between(0, state.doc.length, (from, to, { spec }) => {
    all.push({ ...(spec as { finding: F }).finding, from, to });
  });
  return all;
}

/** The finding at an offset. */
function findingAt(state: EditorState, at: number): Found | null {
  return findingsIn(state).find(({ from, to }) => from <= at && at <= to) ?? null;
}

/** The finding at the caret; else the next one behind it, else the first. */
export function findingNear<F extends Found>(state: EditorState): F | null {
  const at = state.selection.main.head;
  const all = findingsIn<F>(state);
  return (
    all.find(({ from, to }) => from <= at && at <= to) ?? all.find(({ from }) => from > at) ?? all[0] ?? null
  );
}

/** Reads the text through `reader`, what is on screen first, and again where it changes. */
class Reading {
  readonly #view: EditorView;
  readonly #desk: () => CopyDesk | undefined;
  /** What is to be read, in order, not touching. */
  #unread: { from: number; to: number }[];
  /** Whether the text was read as a whole since it changed. */
  #isRead = false;
  #waits: ReturnType<typeof setTimeout> | undefined;
  /** Changes since the stretch was asked for that is on its way. */
  #since: ChangeDesc | null = null;
  #asking = false;
  #gone = false;

  constructor(view: EditorView, desk: () => CopyDesk | undefined) {
    this.#view = view;
    this.#desk = desk;
    this.#unread = [{ from: 0, to: view.state.doc.length }];
    this.#wait(REST);
  }

  update({ docChanged, changes, transactions, state }: ViewUpdate): void {
    const isForgotten = transactions.some(({ effects }) => effects.some((effect) => effect.is(forgotten)));
    if (docChanged) {
      this.#since = this.#since?.composeDesc(changes.desc) ?? null;
      const mapped = this.#unread.map(({ from, to }) => ({
        from: changes.mapPos(from, -1),
        to: changes.mapPos(to, 1),
      }));
      changes.iterChangedRanges((_a, _b, from, to) => mapped.push({ from, to }));
      this.#unread = merged(mapped);
    }
    if (isForgotten) this.#unread = [{ from: 0, to: state.doc.length }];
    if (!docChanged && !isForgotten) return;
    this.#isRead = false;
    this.#wait(REST);
  }

  destroy(): void {
    this.#gone = true;
    clearTimeout(this.#waits);
  }

  #wait(pause: number): void {
    clearTimeout(this.#waits);
    this.#waits = setTimeout(() => void this.#ask(), pause);
  }

  async #ask(): Promise<void> {
    const desk = this.#desk();
    if (this.#asking || !desk) return;
    const next = this.#next();
    if (next) await this.#readNext(desk.read, next);
    else if (!this.#isRead) await this.#readAcross(desk);
  }

  async #readNext(reader: CopyReader, next: { from: number; to: number }): Promise<void> {
    const answer = await this.#answer(reader(next.from, next.to));
    if (!answer) return;
    const [stretch, since] = answer;
    // What was asked for counts as read, whatever was answered: nothing is asked for without end.
    const { from, to } = stretch;
    this.#show({ ...stretch, from: Math.min(from, next.from), to: Math.max(to, next.to) }, since);
    if (this.#unread.length === 0) this.#wait(REST_ACROSS);
    else this.#wait(since.empty ? 0 : REST);
  }

  async #readAcross(desk: CopyDesk): Promise<void> {
    this.#isRead = true;
    const answer = await this.#answer(desk.across());
    if (!answer) {
      this.#isRead = false;
      return;
    }
    const [all, since] = answer;
    const findings = all.map((one) => movedBy(since, one));
    const stretch = { from: 0, to: this.#view.state.doc.length, findings, across: true };
    this.#view.dispatch({ effects: read.of(stretch) });
    // It changed while it was read.
    if (!this.#isRead) this.#wait(REST);
  }

  /** What was asked for, and what changed meanwhile; `null` when it is asked for again. */
  async #answer<T>(asked: Promise<T | null>): Promise<[T, ChangeDesc] | null> {
    this.#asking = true;
    this.#since = this.#view.state.changes().desc;
    const answer = await asked;
    this.#asking = false;
    const since = this.#since as ChangeDesc | null;
    this.#since = null;
    if (this.#gone || since === null) return null;
    if (answer === null) this.#wait(AGAIN);
    return answer && [answer, since];
  }

  /** What is on screen, else the first of the rest. */
  #next(): { from: number; to: number } | null {
    const { from, to } = this.#view.viewport;
    const isSeen = (one: { from: number; to: number }) =>
      one.from === one.to ? one.from >= from && one.to <= to : one.from < to && one.to > from;
    const seen = this.#unread.find(isSeen);
    const next = seen && { from: Math.max(seen.from, from), to: Math.min(seen.to, to) };
    const whole = next ?? this.#unread[0];
    return whole ? { from: whole.from, to: Math.min(whole.to, whole.from + SLICE) } : null;
  }

  #show({ from, to, findings }: ReadStretch, since: ChangeDesc): void {
    const moved = findings.map((one) => movedBy(since, one));
    const stretch = { from: since.mapPos(from, 1), to: since.mapPos(to, -1), findings: moved };
    this.#unread = this.#unread.flatMap((one) => without(one, stretch, this.#view.state.doc.length));
    // What changed while it was read is read again.
    since.iterChangedRanges((_a, _b, start, end) => this.#unread.push({ from: start, to: end }));
    this.#unread = merged(this.#unread);
    this.#view.dispatch({ effects: read.of(stretch) });
  }
}

/** A finding where the changes since leave it. */
function movedBy(since: ChangeDesc, one: Found): Found {
  return { ...one, from: since.mapPos(one.from, 1), to: since.mapPos(one.to, -1) };
}

/** What of a range a stretch leaves unread. */
function without(
  range: { from: number; to: number },
  { from, to }: { from: number; to: number },
  length: number,
): { from: number; to: number }[] {
  if (range.to < from || range.from > to) return [range];
  const left = [
    { from: range.from, to: Math.min(range.to, from) },
    { from: Math.max(range.from, to), to: Math.min(range.to, length) },
  ];
  return left.filter((one) => one.from < one.to);
}

function merged(ranges: { from: number; to: number }[]): { from: number; to: number }[] {
  const all: { from: number; to: number }[] = [];
  for (const range of ranges.toSorted((one, two) => one.from - two.from)) {
    const last = all.at(-1);
    if (last && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else all.push({ ...range });
  }
  return all;
}

/** Who reads the text of a view, and hears of what is found. */
export interface CopyDesk {
  read: CopyReader;
  /** Reads what only the whole text shows; `null` when it can't be read yet, and is to be asked for again. */
  across(): Promise<readonly Found[] | null>;
  /** What is found is known anew. */
  found(): void;
  /** Something that was found is to be looked at. */
  open(finding: Found): void;
}

/** Everything that shows findings; `deskOf` finds who reads the text of a view. */
export function findings(deskOf: (view: EditorView) => CopyDesk | undefined) {
  const told = EditorView.updateListener.of(({ view, transactions }) => {
    if (transactions.some(({ effects }) => effects.some((effect) => effect.is(read)))) deskOf(view)?.found();
  });
  // Pressed with the second button, as everywhere.
  const pressed = EditorView.domEventHandlers({
    contextmenu(event, view) {
      const at = view.posAtCoords({ x: event.clientX, y: event.clientY });
      const finding = at === null ? null : findingAt(view.state, at);
      const desk = deskOf(view);
      if (!finding || !desk) return false;
      event.preventDefault();
      desk.open(finding);
      return true;
    },
  });
  return [found, told, pressed, ViewPlugin.define((view) => new Reading(view, () => deskOf(view)))];
}
