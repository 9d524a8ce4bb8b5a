// The messages that name operations and how far a promise is; decides neither.

import type { DispatchState, FailureCode, Operation, Remains } from '../../core/contract';
import type { RowState } from './everywhere.svelte';
import type { PlaceState } from './places';
import type { MainAction } from './state.svelte';

/** What keeps a promise from an article that somebody changed on its site, or took off it. */
export const IS_CHANGED: ReadonlySet<FailureCode> = new Set(['article_changed_there', 'article_withdrawn']);

/** The message that names an operation. */
export const OPERATION_NAMES: Record<Operation, string> = {
  publish: 'operation-publish',
  update: 'operation-update',
  unpublish: 'operation-unpublish',
};

/** The message that says how far a promise is. */
export const STATE_NAMES: Record<DispatchState, string> = {
  waiting: 'dispatch-waiting',
  sending: 'dispatch-sending',
  unknown: 'dispatch-unknown',
  done: 'dispatch-done',
  failed: 'dispatch-failed',
  cancelled: 'dispatch-cancelled',
  superseded: 'dispatch-superseded',
};

/** What the big button says of itself when pointed at, beyond its label. */
export const ACTION_REASONS: Partial<Record<MainAction, string>> = {
  replace: 'publish-replace-why',
  underWay: 'publish-under-way-why',
  bringBack: 'publish-bring-back-why',
  reschedule: 'publish-reschedule-why',
  scheduled: 'publish-scheduled-why',
};

/** The message that says how a draft stands on a site. */
export const PLACE_NAMES: Record<PlaceState, string> = {
  none: 'place-none',
  waiting: 'dispatch-waiting',
  sending: 'dispatch-sending',
  unknown: 'dispatch-unknown',
  failed: 'dispatch-failed',
  scheduled: 'place-scheduled',
  withdrawn: 'place-withdrawn',
  takenOff: 'place-taken-off',
  drifted: 'place-drifted',
  differs: 'place-differs',
  behind: 'place-behind',
  live: 'place-live',
};

/** The message that says what became of a draft on a site. */
export const ROW_NAMES: Record<RowState, string> = {
  same: 'everywhere-same',
  waiting: 'dispatch-waiting',
  sending: 'dispatch-sending',
  unknown: 'dispatch-unknown',
  done: 'dispatch-done',
  failed: 'everywhere-failed',
  takenBack: 'dispatch-cancelled',
};

/** The label of the big button where it means several sites. */
export const EVERYWHERE_NAMES: Partial<Record<MainAction, string>> = {
  publish: 'publish-everywhere',
  update: 'update-everywhere',
};

/** The label of the big button. */
export const ACTION_NAMES: Record<MainAction, string> = {
  publish: 'publish-button',
  update: 'publish-update',
  upToDate: 'publish-up-to-date',
  replace: 'publish-replace',
  underWay: 'publish-under-way',
  restore: 'publish-restore',
  bringBack: 'publish-bring-back',
  reschedule: 'publish-reschedule',
  scheduled: 'publish-scheduled',
};

/** What can be in a picture's file beside the picture, in words; what tells most of somebody first. */
export const REMAINS_NAMES: Record<Remains, string> = {
  location: 'remains-location',
  serial: 'remains-serial',
  thumbnail: 'remains-thumbnail',
  exif: 'remains-exif',
  xmp: 'remains-xmp',
  iptc: 'remains-iptc',
  comment: 'remains-comment',
  other: 'remains-other',
};
