// The page of a draft as the core played in memory makes it: the anatomy, not the theme.
import type { Fields } from '../contract';
import { blocksOf, countsOf, escapeText } from './prose';

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #fff; color: #1f1d1a; font: 17px/1.55 'Newsreader Variable', Georgia, serif; }
article { max-width: 640px; margin: 0 auto; padding: 24px 24px 80px; }
.section { color: #b4341f; font: 600 11px/1.4 'Inter Variable', sans-serif; letter-spacing: .07em; text-transform: uppercase; }
h1 { font-size: 30px; line-height: 1.14; font-weight: 600; margin: 6px 0 10px; letter-spacing: -.012em; }
.standfirst, .by { color: #645f57; } .by { font: 12px/1.5 'Inter Variable', sans-serif; margin: 14px 0; }
h2 { font-size: 21px; line-height: 1.25; margin: 26px 0 8px; } blockquote { font-style: italic; margin: 1em 1.4em; }
img { max-width: 100%; } a { color: #b4341f; pointer-events: none; }`;

/** The article region with an empty body. */
export function frameOf(fields: Fields, text: string): string {
  const tag = fields.tags[0];
  return [
    `<article id="article" lang="${escapeText(fields.language)}">`,
    fields.section ? `<p class="section">${escapeText(fields.section)}</p>` : '',
    `<h1>${escapeText(fields.headline)}</h1>`,
    fields.standfirst ? `<p class="standfirst">${escapeText(fields.standfirst)}</p>` : '',
    tag ? `<p class="tag">${escapeText(tag)}</p>` : '',
    `<p class="by">${escapeText(fields.byline)} · ${countsOf(text).minutes} min</p>`,
    `<div id="article-body" class="body"></div>`,
    `<p class="end">■</p></article>`,
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The page's title. */
export function titleOf(fields: Fields): string {
  return `${fields.headline} — Site local`;
}

/** The whole document; with another body than the text's where one is given. */
export function pageOf(fields: Fields, text: string, other?: string): string {
  const blocks = blocksOf(text).map((block) => block.html);
  const body = other ?? blocks.join('\n');
  const region = frameOf(fields, text).replace('class="body"></div>', () => `class="body">${body}</div>`);
  const head = `<meta charset="utf-8"><title>${escapeText(titleOf(fields))}</title><style>${STYLE}</style>`;
  return `<!doctype html><html lang="fr"><head>${head}</head><body>${region}</body></html>`;
}
