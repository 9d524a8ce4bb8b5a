// The addresses under which texts and fields name kept pictures, and where the window finds one. Loads nothing.

const KEPT = /^(\/media\/[0-9a-f]{64}\.(?:jpg|png|webp|avif|gif))(?:#(.*))?$/;

/** A picture of the library, as a text names it. */
export interface KeptPicture {
  /** `/media/HASH.ENDING`. */
  source: string;
  /** How it is framed: a media fragment without `#`; empty for the picture as it is. */
  framing: string;
}

/** The kept picture that an address names; `null` for any other address. */
export function keptAt(address: string): KeptPicture | null {
  const [found, source = '', framing = ''] = KEPT.exec(address) ?? [];
  return found === undefined ? null : { source, framing };
}

/** The address of a kept picture that is framed like this. */
export function addressOf({ source, framing }: KeptPicture): string {
  return framing === '' ? source : `${source}#${framing}`;
}

/** Where the window finds a kept picture; anything else is not loaded at all. */
export function inWindow(path: string): string | null {
  return path.startsWith('/media/') ? `marbre-page://localhost${path}` : null;
}
