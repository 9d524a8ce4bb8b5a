// Pictures are opened from where they are used, and from the library; what was decided goes into the open draft. Cuts nothing itself.

import type { PictureView } from '../core/contract';
import type { PictureLook } from '../editor/figures';
import type { Choosing } from '../features/pictures/library.svelte';
import type { SaidHere } from '../features/pictures/opened.svelte';
import { leadOf } from '../features/inspector/picture.svelte';
import { fileSize } from '../locales/format';
import { t } from '../locales/index.svelte';
import { addressOf, keptAt } from '../shared/pictures/kept';
import { readPicture, rewritePicture, writePicture } from '../shared/pictures/written';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import { wordsOf } from './failure-words';

/** What of the desk pictures need. */
export type Framing = Pick<
  Desk,
  'ask' | 'client' | 'dialog' | 'notices' | 'openDraft' | 'picture' | 'pictures' | 'report' | 'writing'
>;

/** The longest piece of text in which a picture and its words are looked for. */
export const LONGEST = 6_000;

/** What the editor shows of a picture, and why it can't, in words. */
export function lookOf(picture: PictureView | null): PictureLook | null {
  return picture && { ...picture, failure: picture.failure && wordsOf(picture.failure).title };
}

/** Shows the library's pictures, to look through them or to choose one. */
export function openPictures(desk: Framing, choosing: Choosing | null = null): void {
  desk.dialog = null;
  desk.pictures.open(choosing);
}

/** Lets her choose a picture of the library for the open draft's text. */
export function chooseForText(desk: Framing): void {
  if (desk.writing.draft !== null)
    openPictures(desk, { place: 'text', take: (picture) => insertPicture(desk, picture) });
}

/** Lets her choose a picture of the library as the open draft's lead. */
export function chooseForLead(desk: Framing): void {
  if (desk.writing.draft !== null)
    openPictures(desk, { place: 'lead', take: (picture) => makeLead(desk, picture) });
}

/** Opens the picture at the head of the open draft, if it is one of the library. */
export function openLead(desk: Framing): void {
  const { draft, fields } = desk.writing;
  const lead = fields?.leadPicture;
  if (!lead || draft === null || keptAt(lead.source) === null) return;
  const { alt, caption, credit, framing } = lead;
  void desk.picture.open(lead.source, {
    place: 'lead',
    said: { alt, caption, credit },
    framing,
    captionBelow: false,
    take: (said, framed) => frameLead(desk, draft, lead.source, { ...said, framing: framed }),
  });
}

/** Opens the picture that stands at an offset of the open draft's text, if it is one of the library. */
export function openInText(desk: Framing, from: number): void {
  const { writing } = desk;
  const { draft } = writing;
  const source = writing.slice(from, from + LONGEST);
  const indent = /^ {0,3}/.exec(source)?.[0].length ?? 0;
  const written = readPicture(source.slice(indent));
  const kept = written && keptAt(written.address);
  if (!written || !kept || draft === null) return;
  const text = source.slice(indent, indent + written.length);
  const { alt, caption, credit, below } = written;
  void desk.picture.open(kept.source, {
    place: 'text',
    said: { alt, caption, credit },
    framing: kept.framing,
    captionBelow: below,
    take: (said, framing) => {
      const anew = rewritePicture(text, addressOf({ source: kept.source, framing }), said);
      if (!writing.rewrite(draft, { from: from + indent, text }, anew))
        desk.notices.note(t('picture-use-gone'));
    },
  });
}

/** What can be done in the open draft with a picture of the library. */
export function actionsFor(desk: Framing): { label: string; run: (picture: PictureView) => void }[] {
  if (desk.writing.draft === null || desk.picture.use !== null) return [];
  const through = (run: (desk: Framing, picture: PictureView) => void) => (picture: PictureView) => {
    desk.pictures.close();
    run(desk, picture);
  };
  return [
    { label: t('picture-make-lead'), run: through(makeLead) },
    { label: t('picture-insert'), run: through(insertPicture) },
  ];
}

/** Goes to a draft in which a picture is used, once what was done to the picture here is kept. */
export async function goToUse(desk: Framing, draft: string): Promise<void> {
  if (!(await desk.picture.leave())) return;
  desk.pictures.close();
  void desk.openDraft(draft);
}

/** Asks, then removes pictures that nothing uses. */
export function askToRemove(desk: Framing, pictures: readonly PictureView[]): void {
  if (pictures.length === 0) return;
  const size = fileSize(pictures.reduce((sum, { bytes }) => sum + bytes, 0));
  desk.ask({
    title: t('pictures-remove-title', { count: pictures.length }),
    text: t('pictures-remove-text', { count: pictures.length, size }),
    confirm: t('pictures-remove-confirm'),
    run: () => void desk.pictures.remove(pictures),
  });
}

/** Takes a file that she chooses into the library. */
export async function addPicture(desk: Framing): Promise<void> {
  await desk.pictures.add(async () => {
    const title = t('pictures-add-file');
    const path = await attempt(desk.report, () => desk.client.call('choose_picture', title));
    if (path !== null)
      await attempt(desk.report, () => desk.client.call('keep_picture', { from: 'file', path }));
  });
}

function insertPicture(desk: Framing, { source, words }: PictureView): void {
  desk.writing.insert(writePicture(source, words));
  desk.writing.focus();
}

function makeLead(desk: Framing, picture: PictureView): void {
  desk.writing.setField({ leadPicture: leadOf(picture) });
}

/** The lead is a field: what is undone in the text does not bring it back, so its notice does. */
function frameLead(
  desk: Framing,
  draft: string,
  source: string,
  change: SaidHere & { framing: string },
): void {
  const before = desk.writing.fields?.leadPicture;
  if (desk.writing.draft !== draft || before?.source !== source)
    return desk.notices.note(t('picture-use-gone'));
  desk.writing.setField({ leadPicture: { ...before, ...change } });
  if (before.framing === change.framing) return;
  const undo = () => {
    const now = desk.writing.fields?.leadPicture;
    if (desk.writing.draft === draft && now?.source === source)
      desk.writing.setField({ leadPicture: { ...now, framing: before.framing } });
  };
  desk.notices.tell(t('picture-framed-lead'), [{ label: t('undo'), run: undo }]);
}
