// Undo and redo in plain fields, one history each. WebKitGTK binds no key to its own undo, and that one is shared by
// the whole page: it would take back words of another field, or of the manuscript. Knows no field's meaning.

/** What takes text: a field of several lines or one. */
export type PlainField = HTMLTextAreaElement | HTMLInputElement;

/** A field's text and selection at one moment. */
interface Moment {
  value: string;
  start: number;
  end: number;
}

interface History {
  moments: Moment[];
  /** The moment that is shown. */
  at: number;
  /** What the last change was, and when: a run of the same kind is taken back at once. */
  kind: Kind | null;
  changedAt: number;
}

type Kind = 'typed' | 'deleted' | 'other';

/** A rest after which typing begins a new step, milliseconds. */
const REST = 900;
/** Steps kept for a field. */
const DEPTH = 200;
/** Kinds of input fields that hold text and a caret. */
const WRITTEN: ReadonlySet<string> = new Set(['text', 'search', 'url', 'tel']);

/** Keeps the histories of a window's plain fields. */
export class FieldUndo {
  #histories = new WeakMap<PlainField, History>();
  readonly #now: () => number;

  /** `now` tells the milliseconds, for the rests between changes. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Before a field may change, and when the keyboard comes to it. */
  readonly before = (event: Event): void => {
    const field = fieldOf(event.target);
    if (field) this.#historyOf(field);
  };

  /** After a field has changed by the keyboard, the mouse or an input method. */
  readonly changed = (event: Event): void => {
    const field = fieldOf(event.target);
    const history = field && this.#histories.get(field);
    if (!field || !history || history.moments[history.at]?.value === field.value) return;
    const kind = kindOf((event as InputEvent).inputType ?? '');
    const now = this.#now();
    const goesOn = kind !== 'other' && kind === history.kind && now - history.changedAt < REST;
    history.moments.length = history.at + 1;
    // The moment the history began with stays, or there would be nothing to go back to.
    if (goesOn && history.at > 0) history.moments[history.at] = momentOf(field);
    else history.moments.push(momentOf(field));
    if (history.moments.length > DEPTH) history.moments.shift();
    history.at = history.moments.length - 1;
    history.kind = kind;
    history.changedAt = now;
  };

  /** Goes one step back (-1) or forth (1) in a field; false where `target` is none. */
  move(target: EventTarget | null, step: -1 | 1): boolean {
    const field = fieldOf(target);
    if (!field) return false;
    const history = this.#historyOf(field);
    const moment = history.moments[history.at + step];
    if (!moment || field.readOnly) return true;
    history.at += step;
    history.kind = null;
    field.value = moment.value;
    field.setSelectionRange(moment.start, moment.end);
    const inputType = step < 0 ? 'historyUndo' : 'historyRedo';
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));
    return true;
  }

  /** Forgets everything: the same fields hold another draft's words now. */
  forget(): void {
    this.#histories = new WeakMap();
  }

  /** A field whose text came from elsewhere (another draft was opened) begins anew. */
  #historyOf(field: PlainField): History {
    const kept = this.#histories.get(field);
    const shown = kept?.moments[kept.at];
    if (kept && shown?.value === field.value) {
      if (kept.at === 0) kept.moments[0] = momentOf(field);
      return kept;
    }
    const fresh = { moments: [momentOf(field)], at: 0, kind: null, changedAt: 0 };
    this.#histories.set(field, fresh);
    return fresh;
  }
}

function fieldOf(target: EventTarget | null): PlainField | null {
  if (target instanceof HTMLTextAreaElement) return target;
  if (!(target instanceof HTMLInputElement) || !WRITTEN.has(target.type)) return null;
  // A password is kept nowhere, also while it is shown.
  return target.dataset.secret === undefined ? target : null;
}

function momentOf(field: PlainField): Moment {
  return { value: field.value, start: field.selectionStart ?? 0, end: field.selectionEnd ?? 0 };
}

function kindOf(inputType: string): Kind {
  if (/^insert(Text|CompositionText|FromComposition)$/.test(inputType)) return 'typed';
  return /^deleteContent(Backward|Forward)$/.test(inputType) ? 'deleted' : 'other';
}
