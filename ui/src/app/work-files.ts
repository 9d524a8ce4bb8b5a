// What is said of the open draft when another program took its file away, and when the file is back.

import { fileName } from '../features/folders/words';
import { t } from '../locales/index.svelte';
import type { Desk } from './desk.svelte';

/** What of the desk a word about a file needs. */
type Telling = Pick<Desk, 'library' | 'notices' | 'writing'>;

/** Says that the open draft is in the bin, for as long as she has it before her there. */
export function tellFileGone(desk: Telling, draft: string, path: string): void {
  const { writing, library, notices } = desk;
  if (draft !== writing.draft) return;
  const restore = { label: t('library-restore'), run: () => void library.restore(draft) };
  const headline = writing.fields?.headline || t('untitled');
  const mended = isOutAgain(writing, draft);
  notices.warn({ draft, headline, mended }, t('file-gone', { file: fileName(path) }), [restore]);
}

/** Says that the open draft is out of the bin again. */
export function tellFileBack({ writing, notices }: Telling, draft: string, path: string): void {
  if (draft !== writing.draft) return;
  const headline = writing.fields?.headline || t('untitled');
  notices.tell(t('file-back', { file: fileName(path), headline }));
}

/** The window learns a little later than the event that a draft is in the bin: only then can it be out again. */
function isOutAgain(writing: Telling['writing'], draft: string): () => boolean {
  let wasIn = false;
  return () => {
    if (draft !== writing.draft) return false;
    const isIn = writing.status === 'binned';
    wasIn ||= isIn;
    return wasIn && !isIn;
  };
}
