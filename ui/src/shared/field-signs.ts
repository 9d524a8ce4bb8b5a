// Signs and spaces as the house sets them, in plain fields that carry `data-signs`: what was typed or pasted, in a step of its
// own that the field's undo takes back. Knows no field's meaning and no rule.
import type { Change, LineRequest } from '../core/contract';
import type { PlainField } from './field-undo';

/** What was asked, of which field. */
interface Asked {
  field: PlainField;
  line: LineRequest;
}

/** Sets a window's plain fields. */
export class FieldSigns {
  /** Whether it does. */
  on = true;
  readonly #ask: (line: LineRequest) => Promise<readonly Change[]>;
  /** Where something is being pasted, until it is there. */
  #pastedAt: number | null = null;

  /** `ask` tells what the house sets otherwise in a line. */
  constructor(ask: (line: LineRequest) => Promise<readonly Change[]>) {
    this.#ask = ask;
  }

  /** Before something is pasted. */
  readonly pasting = ({ target }: Event): void => {
    this.#pastedAt = fieldOf(target)?.selectionStart ?? null;
  };

  /** After a field has changed, and its owner has heard of it. */
  readonly changed = (event: Event): void => {
    const field = fieldOf(event.target);
    const { inputType, isComposing } = event as InputEvent;
    const pasted = inputType === 'insertFromPaste' ? this.#pastedAt : null;
    if (inputType === 'insertFromPaste') this.#pastedAt = null;
    if (!field || !this.on || isComposing) return;
    const caret = field.selectionEnd ?? 0;
    if (pasted === null && !completes(inputType, field.value, caret)) return;
    const language = field.dataset.signs ?? '';
    void this.#set({ field, line: { text: field.value, language, pasted, caret } });
  };

  async #set({ field, line }: Asked): Promise<void> {
    try {
      write(field, line, await this.#ask(line));
    } catch (failure) {
      console.warn('a field stays as it was typed', failure);
    }
  }
}

function fieldOf(target: EventTarget | null): PlainField | null {
  const isPlain = target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
  return isPlain && target.dataset.signs !== undefined ? target : null;
}

/** Whether a sign was typed that may complete something: no letter. */
function completes(inputType: string, text: string, caret: number): boolean {
  if (!/^insert(Text|CompositionText|FromComposition)$/.test(inputType)) return false;
  return caret > 0 && !/[\p{L}\p{M}]/u.test(text.slice(0, caret).slice(-1));
}

/** Writes changes of a line into its field, unless it says something else by now; what was typed behind the caret stays. */
function write(field: PlainField, { text, caret }: LineRequest, changes: readonly Change[]): void {
  const asked = text.slice(0, caret);
  if (changes.length === 0 || !field.value.startsWith(asked) || field.readOnly) return;
  const start = moved(field.selectionStart ?? caret, changes);
  const end = moved(field.selectionEnd ?? caret, changes);
  field.value = setOtherwise(asked, changes) + field.value.slice(caret);
  field.setSelectionRange(start, end);
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }));
}

function setOtherwise(text: string, changes: readonly Change[]): string {
  return changes.reduceRight(
    (set, { from, to, insert }) => set.slice(0, from) + insert + set.slice(to),
    text,
  );
}

/** Where a place is afterwards: behind what came where it stood within it. */
function moved(at: number, changes: readonly Change[]): number {
  let by = 0;
  for (const { from, to, insert } of changes) {
    if (to <= at) by += insert.length - (to - from);
    else if (from < at) return from + by + insert.length;
  }
  return at + by;
}
