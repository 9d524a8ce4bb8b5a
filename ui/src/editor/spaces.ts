// Spaces that are seen: none, those that do not break, or all; narrow ones told apart. Only what is on screen is looked at.
import type { Extension } from '@codemirror/state';
import { Decoration, MatchDecorator, ViewPlugin, type EditorView, type ViewUpdate } from '@codemirror/view';

/** Which spaces are seen. */
export type ShownSpaces = 'nothing' | 'noBreak' | 'all';

const noBreak = Decoration.mark({ class: 'md-no-break' });
const narrow = Decoration.mark({ class: 'md-no-break md-narrow' });
const plain = Decoration.mark({ class: 'md-space' });

function markOf(space: string): Decoration {
  if (space === '\u202f') return narrow;
  return space === '\u00a0' || space === '\u2007' ? noBreak : plain;
}

function marked(regexp: RegExp): Extension {
  const marks = new MatchDecorator({ regexp, decoration: ([space]) => markOf(space) });
  const make = (view: EditorView) => ({
    decorations: marks.createDeco(view),
    update(update: ViewUpdate) {
      this.decorations = marks.updateDeco(update, this.decorations);
    },
  });
  return ViewPlugin.define(make, { decorations: (plugin) => plugin.decorations });
}

/** No-break spaces look like spaces; French typography lives by them, so they show unless they are not to. */
export const spaces: Record<ShownSpaces, Extension> = {
  nothing: [],
  noBreak: marked(/[\u00a0\u202f\u2007]/g),
  all: marked(/[\u00a0\u202f \t\u2000-\u200a\u205f\u3000]/g),
};
