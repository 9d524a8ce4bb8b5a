// What changes beside the text and goes back and forth with it by undo and redo; knows not what it is.
import { invertedEffects } from '@codemirror/commands';
import { StateEffect } from '@codemirror/state';

/** Both ways of something that changed with the text. */
export interface Beside {
  back: () => void;
  forth: () => void;
}

/** Something changed beside the text. */
export const beside = StateEffect.define<Beside>();

/** Part of every state: undo runs `back`, redo `forth`. */
export const besideUndo = invertedEffects.of((transaction) =>
  transaction.effects
    .filter((effect) => effect.is(beside))
    .map(({ value: { back, forth } }) => beside.of({ back: forth, forth: back })),
);
