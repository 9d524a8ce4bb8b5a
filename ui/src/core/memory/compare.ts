// What two texts differ in, for the core that is played in memory: by paragraphs, then by words.
import type { Comparison, FieldDifference, Fields, MarkedBlock, Part, ComparedRun as Run } from '../contract';
import { blocksOf, countsOf, escapeText, slices } from './prose';

type Step = { kind: Run['kind']; old: number; new: number };

/** The steps that lead from one list to the other, few. */
function steps(old: readonly string[], now: readonly string[]): Step[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1)
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  const found: Step[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j])
      found.push({ kind: 'kept', old: i++, new: j++ });
    else if (i < old.length && (j === now.length || at(i + 1, j) >= at(i, j + 1)))
      found.push({ kind: 'removed', old: i++, new: j });
    else found.push({ kind: 'added', old: i, new: j++ });
  }
  return found;
}

function words(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

/** The words of two paragraphs, old and new. */
export function runsBetween(old: string, now: string): Run[] {
  const [before, after] = [words(old), words(now)];
  const runs: Run[] = [];
  for (const { kind, old: i, new: j } of steps(before, after)) {
    const text = (kind === 'removed' ? before[i] : after[j]) ?? '';
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ kind, text });
  }
  return runs;
}

/** The paragraphs of both texts in the order of the new one. */
export function partsBetween(old: string, now: string): Part[] {
  const [before, after] = [slices(old), slices(now)];
  const offsets = (all: readonly string[]) =>
    all.reduce<number[]>((sums, slice) => [...sums, (sums.at(-1) ?? 0) + slice.length], [0]);
  const [oldAt, newAt] = [offsets(before), offsets(after)];
  const parts: Part[] = [];
  for (const { kind, old: i, new: j } of steps(before, after)) {
    const text = (kind === 'removed' ? before[i] : after[j]) ?? '';
    const place = { oldOffset: oldAt[i] ?? 0, newOffset: newAt[j] ?? 0, elsewhere: null };
    const last = parts.at(-1);
    if (kind === 'added' && last?.kind === 'removed')
      parts.splice(-1, 1, { ...last, kind: 'changed', runs: runsBetween(last.runs[0]?.text ?? '', text) });
    else parts.push({ kind, ...place, runs: [{ kind, text }] });
  }
  return withMoves(parts);
}

/** A paragraph that went and came as it was has moved. */
function withMoves(parts: Part[]): Part[] {
  parts.forEach((part, to) => {
    if (part.kind !== 'added') return;
    const text = part.runs[0]?.text;
    const from = parts.findIndex((other) => other.kind === 'removed' && other.runs[0]?.text === text);
    const left = parts[from];
    if (!left || text === undefined) return;
    Object.assign(part, { kind: 'moved', elsewhere: from, runs: [{ kind: 'kept', text }] });
    Object.assign(left, { kind: 'movedAway', elsewhere: to, runs: [{ kind: 'kept', text }] });
  });
  return parts;
}

const CLASSES: Record<Part['kind'], string> = {
  kept: '',
  changed: 'diff-changed',
  added: 'diff-added',
  removed: 'diff-removed',
  moved: 'diff-moved',
  movedAway: 'diff-moved-away',
};

function markedHtml(part: Part): string {
  if (part.kind === 'changed') {
    const run = ({ kind, text }: Run) =>
      kind === 'kept'
        ? escapeText(text)
        : `<${kind === 'added' ? 'ins' : 'del'} class="diff-${kind}">${escapeText(text)}</${kind === 'added' ? 'ins' : 'del'}>`;
    return `<p class="diff-changed">${part.runs.map(run).join('').trim()}</p>`;
  }
  const html = blocksOf(part.runs.map((run) => run.text).join(''))[0]?.html ?? '<div class="none"></div>';
  return part.kind === 'kept' ? html : html.replace(/^<(\w+)/, `<$1 class="${CLASSES[part.kind]}"`);
}

const FIELDS: [FieldDifference['field'], (fields: Fields) => string][] = [
  ['section', (fields) => fields.section],
  ['headline', (fields) => fields.headline],
  ['standfirst', (fields) => fields.standfirst],
  ['tags', (fields) => fields.tags.join(', ')],
  ['byline', (fields) => fields.byline],
  ['publishAt', (fields) => (fields.publishAt === null ? '' : new Date(fields.publishAt).toISOString())],
  ['timeZone', (fields) => fields.timeZone],
  ['language', (fields) => fields.language],
  ['slug', (fields) => fields.slug ?? ''],
  ['picture', (fields) => fields.leadPicture?.source ?? ''],
  ['pictureAlt', (fields) => fields.leadPicture?.alt ?? ''],
  ['pictureCaption', (fields) => fields.leadPicture?.caption ?? ''],
  ['pictureCredit', (fields) => fields.leadPicture?.credit ?? ''],
  ['embargo', (fields) => (fields.embargo === null ? '' : new Date(fields.embargo).toISOString())],
  ['corrections', (fields) => fields.corrections.map((note) => note.text).join('\n')],
];

/** A draft at one moment. */
export interface Said {
  fields: Fields;
  text: string;
}

/** Words that came and went. */
export function wordsBetween(old: string, now: string): { wordsAdded: number; wordsRemoved: number } {
  const all = partsBetween(old, now).flatMap((part) => part.runs);
  const of = (kind: Run['kind']) =>
    countsOf(
      all
        .filter((run) => run.kind === kind)
        .map((run) => run.text)
        .join(' '),
    ).words;
  return { wordsAdded: of('added'), wordsRemoved: of('removed') };
}

/** What two versions differ in; `page` makes the document around a body. */
export function comparisonOf(old: Said, now: Said, page: (body: string) => string): Comparison {
  const parts = partsBetween(old.text, now.text);
  const blocks = parts.map<MarkedBlock>(({ kind, elsewhere }, part) => ({ kind, part, elsewhere }));
  return {
    fields: FIELDS.map(([field, value]) => ({
      field,
      old: value(old.fields),
      new: value(now.fields),
    })).filter((difference) => difference.old !== difference.new),
    page: page(parts.map(markedHtml).join('\n')),
    blocks,
    parts,
    ...wordsBetween(old.text, now.text),
  };
}
