// From what was found of a picture to the picture: it opens where it is used. Finds and judges nothing.

import type { PicturePlace, PicturesFound } from '../features/checks/findings';
import { t } from '../locales/index.svelte';
import { keptAt } from '../shared/pictures/kept';
import { readPicture } from '../shared/pictures/written';
import type { Desk } from './desk.svelte';
import { LONGEST, openInText, openLead, type Framing } from './picture-desk';
import type { Question } from './questions';

/** What of the desk it needs to show a picture. */
export type Seeing = Framing & Pick<Desk, 'inspect'>;

/** What was found of pictures, each with the way to it. */
export function pointsOf(desk: Seeing, found: readonly PicturesFound[]): NonNullable<Question['points']> {
  const all = picturesIn(desk.writing.text());
  const see = (picture: PicturePlace) => {
    const place = placeOf(desk, picture.address) ?? Infinity;
    const number = all.filter((at) => at < place).length + 1;
    const label = picture.lead ? t('findings-see-lead') : t('findings-see-text', { number });
    return { label, run: () => seePicture(desk, picture) };
  };
  return found.map(({ words, pictures }) => ({ text: words, see: pictures.map(see) }));
}

/** Opens a picture of the open draft where it is used; one that can't be opened is shown where it stands. */
export function seePicture(desk: Seeing, { address, lead }: PicturePlace): void {
  if (lead) {
    const source = desk.writing.fields?.leadPicture?.source ?? '';
    return keptAt(source) === null ? void desk.inspect('picture-alt') : openLead(desk);
  }
  const at = placeOf(desk, address);
  if (at === null) return;
  desk.writing.goTo(at);
  openInText(desk, at);
}

/** Where a text shows pictures, all of them: those of which nothing was found count for those who look for one. */
function picturesIn(text: string): number[] {
  const begins = [...text.matchAll(/!\[/g)].map(({ index }) => index);
  return begins.filter((at) => readPicture(text.slice(at, at + LONGEST)) !== null);
}

/** Where a text shows a picture first; `null` where it does no more. */
function placeOf({ writing }: Pick<Desk, 'writing'>, address: string): number | null {
  const text = writing.text();
  const at = endOf(text, address);
  if (at < 0) return null;
  const begins = text.lastIndexOf('![', at);
  return begins >= 0 && !text.slice(begins, at).includes('\n\n') ? begins : at;
}

/** Where the address stands, and no longer one that begins with it: the same picture, framed. */
function endOf(text: string, address: string): number {
  for (let at = text.indexOf(address); at >= 0; at = text.indexOf(address, at + 1))
    if (!/^[#&\w]/.test(text.slice(at + address.length))) return at;
  return -1;
}
