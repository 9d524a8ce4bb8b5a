// How Markdown looks in the manuscript: marks in faint ink, headings weighted, quotes in italics.
import { HighlightStyle, syntaxHighlighting, syntaxTree } from '@codemirror/language';
import { RangeSetBuilder, type Extension, type EditorState } from '@codemirror/state';
import type { EditorView } from '@codemirror/view';
import { Decoration, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { footnoteTag } from './markdown';

const faint = { color: 'var(--faint)', fontWeight: '400', fontStyle: 'normal' };

const inline = HighlightStyle.define([
  { tag: tags.strong, fontWeight: '680' },
  { tag: tags.emphasis, fontStyle: 'italic' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.heading, fontWeight: '660' },
  { tag: tags.monospace, fontFamily: 'ui-monospace, monospace', fontSize: '0.88em' },
  { tag: [tags.processingInstruction, tags.contentSeparator, tags.meta], ...faint },
  { tag: [tags.url, tags.string, tags.labelName, footnoteTag], ...faint },
  { tag: [tags.angleBracket, tags.tagName, tags.attributeName, tags.attributeValue, tags.comment], ...faint },
  { tag: [tags.escape, tags.character], ...faint },
]);

/** Blocks whose lines differ from plain text, and the class their lines get. */
const LINE_CLASSES: Record<string, string> = {
  ATXHeading1: 'md-heading md-heading-1',
  ATXHeading2: 'md-heading md-heading-2',
  ATXHeading3: 'md-heading md-heading-3',
  ATXHeading4: 'md-heading md-heading-3',
  ATXHeading5: 'md-heading md-heading-3',
  ATXHeading6: 'md-heading md-heading-3',
  SetextHeading1: 'md-heading md-heading-1',
  SetextHeading2: 'md-heading md-heading-2',
  Blockquote: 'md-quote',
  FencedCode: 'md-code',
  CodeBlock: 'md-code',
  Table: 'md-code',
  FootnoteDefinition: 'md-note',
};

const decorations = new Map(
  [...new Set(Object.values(LINE_CLASSES))].map((name) => [name, Decoration.line({ class: name })]),
);

/** Only what is on screen is looked at: the cost of a key does not grow with the text. */
function lineDecorations(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  let done = -1;
  for (const { from, to } of view.visibleRanges) {
    syntaxTree(view.state).iterate({
      from,
      to,
      enter(node) {
        const name = LINE_CLASSES[node.name];
        const decoration = name === undefined ? undefined : decorations.get(name);
        if (!decoration)
          return node.name === 'Document' || node.name.endsWith('List') || node.name === 'ListItem';
        const start = Math.max(node.from, from, done + 1);
        done = Math.max(done, decorate(view.state, builder, decoration, start, Math.min(node.to, to)));
        return false;
      },
    });
  }
  return builder.finish();
}

function decorate(
  state: EditorState,
  builder: RangeSetBuilder<Decoration>,
  decoration: Decoration,
  from: number,
  to: number,
): number {
  let position = from;
  while (position <= to) {
    const line = state.doc.lineAt(position);
    if (line.from >= from || position === from) builder.add(line.from, line.from, decoration);
    position = line.to + 1;
  }
  return position - 1;
}

class LineClasses {
  decorations: DecorationSet;

  constructor(view: EditorView) {
    this.decorations = lineDecorations(view);
  }

  update(update: ViewUpdate) {
    const grown = syntaxTree(update.startState) !== syntaxTree(update.state);
    if (update.docChanged || update.viewportChanged || grown) this.decorations = lineDecorations(update.view);
  }
}

const lines = ViewPlugin.fromClass(LineClasses, { decorations: (plugin) => plugin.decorations });

/** Everything that gives Markdown its look. */
export const quietMarks: Extension = [syntaxHighlighting(inline), lines];
