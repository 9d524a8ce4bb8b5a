// The messages that say what of a text Markdown can't keep; decides nothing.

import type { LostKind } from '../core/contract';

/** The message that says what can't be kept, so often. */
export const LOST_NAMES: Record<LostKind, string> = {
  embed: 'live-lost-embed',
  video: 'live-lost-video',
  audio: 'live-lost-audio',
  drawing: 'live-lost-drawing',
  picture: 'live-lost-picture',
  link: 'live-lost-link',
  style: 'live-lost-style',
  layout: 'live-lost-layout',
  tableHead: 'live-lost-table-head',
  form: 'live-lost-form',
  script: 'live-lost-script',
  unknown: 'live-lost-unknown',
  nesting: 'live-lost-nesting',
};
