// What a line is: heading, quote, list item. Each command undoes itself when it is given twice.
import type { ChangeSpec, Line, StateCommand } from '@codemirror/state';
import { isBlank, prefixOf, rewriteLines } from './lines';

/** Makes the touched lines headings of this level; 0 and the level they have make them plain. */
export function toggleHeading(level: 0 | 1 | 2 | 3): StateCommand {
  return rewriteLines((lines) => {
    const wanted = level === 0 ? '' : `${'#'.repeat(level)} `;
    const written = lines.filter((line) => !isBlank(line.text) || lines.length === 1);
    const off = written.every((line) => prefixOf(line.text).heading.trim() === wanted.trim());
    return written.flatMap((line) => {
      const prefix = prefixOf(line.text);
      const from = line.from + prefix.length - prefix.heading.length;
      return replace(from, line.from + prefix.length, prefix.heading, off ? '' : wanted);
    });
  });
}

/** Sets the touched lines as a quotation. */
export const toggleQuote: StateCommand = rewriteLines((lines) => {
  const off = lines.every((line) => prefixOf(line.text).quote !== '');
  return lines.flatMap<ChangeSpec>((line) => {
    const { quote } = prefixOf(line.text);
    if (!off) return [{ from: line.from, insert: isBlank(line.text) && lines.length > 1 ? '>' : '> ' }];
    const mark = /^[ \t]*>[ ]?/.exec(quote)?.[0].length ?? 0;
    return [{ from: line.from, to: line.from + mark }];
  });
});

/** Makes the touched lines items of a bullet list. */
export const toggleBulletList: StateCommand = rewriteLines((lines) =>
  toggleItems(
    lines,
    (text) => prefixOf(text).bullet !== '',
    () => '- ',
  ),
);

/** Makes the touched lines items of a numbered list. */
export const toggleNumberedList: StateCommand = rewriteLines((lines) =>
  toggleItems(
    lines,
    (text) => prefixOf(text).number !== null,
    (index) => `${index + 1}. `,
  ),
);

function toggleItems(
  lines: Line[],
  isItem: (text: string) => boolean,
  mark: (index: number) => string,
): ChangeSpec[] {
  const written = lines.filter((line) => !isBlank(line.text) || lines.length === 1);
  const off = written.length > 0 && written.every((line) => isItem(line.text));
  return written.flatMap((line, index) => {
    const prefix = prefixOf(line.text);
    const from = line.from + prefix.quote.length + prefix.indent.length;
    const to = line.from + (off ? prefix.itemEnd + prefix.task.length : prefix.itemEnd);
    return replace(from, to, line.text.slice(from - line.from, to - line.from), off ? '' : mark(index));
  });
}

function replace(from: number, to: number, old: string, insert: string): ChangeSpec[] {
  return old === insert ? [] : [{ from, to, insert }];
}
