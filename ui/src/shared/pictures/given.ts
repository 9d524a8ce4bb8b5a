// Pictures as they are given to the window: dropped, pasted, chosen. Says which there are and what they are called; takes none in.

/** A picture on its way in. */
export type Given =
  | { from: 'file'; path: string }
  | { from: 'address'; address: string }
  | { from: 'bytes'; file: File }
  /** What another program copied, and WebKitGTK shows to no page. */
  | { from: 'clipboard' };

/** How far a picture is on its way in: a share of it, where its size is known, and the same in words. */
export interface Way {
  share: number | null;
  words: string;
}

/** What another program let go of over the window: pictures, and addresses of something else. */
export interface Dropped {
  pictures: Given[];
  links: string[];
}

const PICTURE = /\.(?:jpe?g|png|webp|avif|gif|heic|heif|svg|tiff?)(?=$|[?&#])/i;

/** Whether what is dragged may be pictures: words dragged within the text are not. */
export function mayBePictures(transfer: DataTransfer | null): transfer is DataTransfer {
  return transfer?.types.some((type) => type === 'Files' || type === 'text/uri-list') ?? false;
}

/** Whether a picture can be fetched from there: only over `https`. */
export function isSecure(address: string): boolean {
  return /^https:\/\/[^\s/]/i.test(address.trim());
}

/** What a picture is called while it comes in. */
export function nameOf(given: Given): string {
  if (given.from === 'clipboard') return 'image';
  if (given.from === 'bytes') return given.file.name;
  const whole = given.from === 'file' ? given.path : withoutQuery(given.address);
  return whole.split(/[\\/]/).pop() || whole;
}

/**
 * What was dropped by these names, which are paths and addresses. An address is a picture only when it says so: nothing is
 * asked of a site because a link to it was dropped.
 */
export function droppedBy(names: readonly string[]): Dropped {
  const dropped: Dropped = { pictures: [], links: [] };
  for (const name of names) {
    const address = /^(?:https?|mailto):/i.test(name) ? written(name) : null;
    if (address === null) dropped.pictures.push({ from: 'file', path: name });
    else if (isPicture(address)) dropped.pictures.push({ from: 'address', address });
    else dropped.links.push(address);
  }
  return dropped;
}

/** The pictures that a paste or a drop within the page holds; none when it holds words too: those are meant then. */
export function givenIn(transfer: DataTransfer): Given[] {
  const said = new DOMParser().parseFromString(transfer.getData('text/html'), 'text/html');
  // Beside a lone picture its address may stand as words.
  const isLone = said.images.length === 1;
  if ((said.body.textContent ?? '').trim() !== '') return [];
  if (transfer.getData('text/plain').trim() !== '' && !isLone) return [];
  const files = [...transfer.files].filter((file) => !file.type.startsWith('text/'));
  if (files.length > 0) return files.map((file) => ({ from: 'bytes', file }));
  return isLone ? pictureAt(said.images[0]?.getAttribute('src') ?? '') : [];
}

/** The pictures of a paste; one into which the page can't see may be some. */
export function pastedIn(transfer: DataTransfer): Given[] {
  return transfer.types.length === 0 ? [{ from: 'clipboard' }] : givenIn(transfer);
}

function pictureAt(source: string): Given[] {
  const [, kind, content] = /^data:image\/(\w+)[^,]*;base64,(.*)$/s.exec(source) ?? [];
  if (kind !== undefined && content !== undefined) return pictureOf(kind, content);
  return /^https?:/i.test(source) ? [{ from: 'address', address: source }] : [];
}

function pictureOf(kind: string, content: string): Given[] {
  try {
    const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0));
    const file = new File([bytes], `image.${kind === 'jpeg' ? 'jpg' : kind}`, { type: `image/${kind}` });
    return [{ from: 'bytes', file }];
  } catch {
    return [];
  }
}

function isPicture(address: string): boolean {
  return PICTURE.test(address);
}

/** An address as a site is asked for it; names come without what was encoded in them. */
function written(name: string): string {
  try {
    return new URL(name).href;
  } catch {
    return name;
  }
}

function withoutQuery(address: string): string {
  const path = address.replace(/[?#].*$/s, '').replace(/\/+$/, '');
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
