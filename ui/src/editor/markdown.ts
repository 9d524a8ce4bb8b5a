// Markdown as the editor reads it: GFM and footnotes, straight from the Lezer grammar. Colours nothing.
import { defineLanguageFacet, Language, languageDataProp } from '@codemirror/language';
import { tags, styleTags, Tag } from '@lezer/highlight';
import {
  GFM,
  parser,
  type BlockContext,
  type InlineContext,
  type LeafBlock,
  type MarkdownConfig,
} from '@lezer/markdown';

/** A footnote's label, `[^1]`, where it is cited and where it is defined. */
export const footnoteTag = Tag.define(tags.labelName);

const LABEL = /^\[\^[^\]\s]+\]/;

function citation(context: InlineContext, next: number, position: number): number {
  if (next !== 91 /* [ */ || context.char(position + 1) !== 94 /* ^ */) return -1;
  const label = LABEL.exec(context.slice(position, Math.min(context.end, position + 100)));
  if (!label) return -1;
  return context.addElement(context.elt('FootnoteReference', position, position + label[0].length));
}

/** A definition is a leaf like a paragraph; without this it would be read as a link's definition. */
function definition(_: BlockContext, leaf: LeafBlock) {
  const label = LABEL.exec(leaf.content);
  if (leaf.content[label?.[0].length ?? -1] !== ':') return null;
  return { nextLine: () => false, finish: finishDefinition };
}

function finishDefinition(context: BlockContext, leaf: LeafBlock): boolean {
  const label = (LABEL.exec(leaf.content)?.[0].length ?? 0) + 1;
  const end = leaf.start + leaf.content.length;
  const inside = [
    context.elt('FootnoteReference', leaf.start, leaf.start + label),
    ...context.parser.parseInline(leaf.content.slice(label), leaf.start + label),
  ];
  context.addLeafElement(leaf, context.elt('FootnoteDefinition', leaf.start, end, inside));
  return true;
}

const footnotes: MarkdownConfig = {
  defineNodes: [
    { name: 'FootnoteReference', style: footnoteTag },
    { name: 'FootnoteDefinition', block: true },
  ],
  parseInline: [{ name: 'FootnoteReference', parse: citation, before: 'Link' }],
  parseBlock: [{ name: 'FootnoteDefinition', leaf: definition, before: 'LinkReference' }],
};

const facts = defineLanguageFacet({ wordChars: '’' });

/** The language of manuscripts. */
export const markdown = new Language(
  facts,
  parser.configure([
    GFM,
    footnotes,
    { props: [languageDataProp.add({ Document: facts }), styleTags({ Task: tags.list })] },
  ]),
  [],
  'markdown',
);
