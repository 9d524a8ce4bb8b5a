// What the interface makes of every failure code: how grave it is, its message, what it offers. Total by type.
import type { Failure, FailureCode } from './contract';

/** `note`: the journalist asked for something that cannot be; `trouble`: outside; `grave`: her text or its library. */
export type Severity = 'note' | 'trouble' | 'grave';

/** What a notice can offer beside its sentence. */
export type FailureAction =
  | 'none'
  | 'again'
  | 'givePassword'
  | 'goToHeadline'
  | 'goToText'
  | 'goToSlug'
  | 'goToFields'
  | 'showOutbox'
  | 'openPage'
  | 'seeLiveChange'
  | 'overrideEmbargo'
  | 'seeChecks'
  | 'givePassphrase'
  | 'showSettings';

/** How a failure is shown. */
export interface Presentation {
  severity: Severity;
  /** The message's key; what to do is under the same key with `-todo`. */
  key: string;
  action: FailureAction;
}

function shown(severity: Severity, key: string, action: FailureAction = 'none'): Presentation {
  return { severity, key: `failure-${key}`, action };
}

/** Every failure the interface can meet. */
export const FAILURES: Record<FailureCode, Presentation> = {
  library_corrupt: shown('grave', 'library-corrupt'),
  library_newer: shown('grave', 'library-newer'),
  library_read_only: shown('grave', 'library-read-only', 'again'),
  disk_full: shown('grave', 'disk-full', 'again'),
  disk_fault: shown('grave', 'disk-fault', 'again'),
  library_busy: shown('grave', 'library-busy', 'again'),
  draft_missing: shown('note', 'draft-missing'),
  draft_binned: shown('note', 'draft-binned'),
  revision_missing: shown('note', 'revision-missing'),
  revision_damaged: shown('grave', 'revision-damaged'),
  out_of_step: shown('grave', 'out-of-step', 'again'),
  text_too_large: shown('grave', 'text-too-large', 'goToText'),
  field_invalid: shown('note', 'field-invalid', 'goToFields'),
  file_missing: shown('note', 'file-missing'),
  file_unreadable: shown('note', 'file-unreadable'),
  file_changing: shown('note', 'file-changing'),
  file_too_large: shown('note', 'file-too-large'),
  file_not_utf8: shown('note', 'file-not-utf8'),
  file_not_text: shown('note', 'file-not-text'),
  front_matter_invalid: shown('note', 'front-matter-invalid'),
  front_matter_open: shown('note', 'front-matter-open'),
  picture_unknown: shown('note', 'picture-unknown'),
  picture_heic: shown('note', 'picture-heic'),
  picture_svg: shown('note', 'picture-svg'),
  picture_broken: shown('note', 'picture-broken'),
  picture_too_many_pixels: shown('note', 'picture-too-many-pixels'),
  picture_gave_up: shown('note', 'picture-gave-up'),
  picture_missing: shown('note', 'picture-missing'),
  picture_not_fetched: shown('note', 'picture-not-fetched'),
  picture_elsewhere: shown('note', 'picture-elsewhere'),
  picture_not_secure: shown('note', 'picture-not-secure'),
  picture_too_large: shown('note', 'picture-too-large'),
  file_unwritable: shown('note', 'file-unwritable'),
  file_is_link: shown('note', 'file-is-link'),
  folder_missing: shown('trouble', 'folder-missing'),
  folder_unreadable: shown('trouble', 'folder-unreadable'),
  folder_taken: shown('note', 'folder-taken'),
  folder_too_large: shown('note', 'folder-too-large'),
  asked_else: shown('note', 'asked-else'),
  headline_missing: shown('note', 'headline-missing', 'goToHeadline'),
  headline_too_long: shown('note', 'headline-too-long', 'goToHeadline'),
  too_many_tags: shown('note', 'too-many-tags', 'goToFields'),
  field_too_long: shown('note', 'field-too-long', 'goToFields'),
  text_missing: shown('note', 'text-missing', 'goToText'),
  site_missing: shown('note', 'site-missing'),
  site_known: shown('note', 'site-known'),
  not_published: shown('note', 'not-published'),
  dispatch_open: shown('note', 'dispatch-open', 'showOutbox'),
  earlier_under_way: shown('note', 'earlier-under-way', 'showOutbox'),
  dispatch_missing: shown('note', 'dispatch-missing', 'showOutbox'),
  site_unreachable: shown('trouble', 'site-unreachable', 'showOutbox'),
  outcome_unknown: shown('trouble', 'outcome-unknown', 'showOutbox'),
  site_refused_credential: shown('trouble', 'site-refused-credential', 'givePassword'),
  site_forbids: shown('trouble', 'site-forbids'),
  site_not_found: shown('trouble', 'site-not-found'),
  slug_taken: shown('trouble', 'slug-taken', 'goToSlug'),
  article_changed_there: shown('trouble', 'article-changed-there', 'seeLiveChange'),
  article_withdrawn: shown('trouble', 'article-withdrawn', 'seeLiveChange'),
  article_too_large: shown('trouble', 'article-too-large', 'goToText'),
  site_finds_fault: shown('trouble', 'site-finds-fault', 'goToFields'),
  site_busy: shown('trouble', 'site-busy', 'showOutbox'),
  site_full: shown('trouble', 'site-full', 'showOutbox'),
  site_broken: shown('trouble', 'site-broken', 'showOutbox'),
  site_not_understood: shown('trouble', 'site-not-understood'),
  port_taken: shown('trouble', 'port-taken'),
  local_site_corrupt: shown('trouble', 'local-site-corrupt'),
  local_site_newer: shown('trouble', 'local-site-newer'),
  local_site_read_only: shown('trouble', 'local-site-read-only'),
  local_site_disk_full: shown('trouble', 'local-site-disk-full'),
  local_site_disk_fault: shown('trouble', 'local-site-disk-fault'),
  local_site_busy: shown('trouble', 'local-site-busy'),
  page_differs: shown('trouble', 'page-differs', 'openPage'),
  dispatch_too_late: shown('trouble', 'dispatch-too-late', 'showOutbox'),
  dispatch_restored: shown('trouble', 'dispatch-restored'),
  perhaps_there: shown('trouble', 'perhaps-there'),
  backup_folder_missing: shown('trouble', 'backup-folder-missing'),
  backup_folder_unwritable: shown('trouble', 'backup-folder-unwritable'),
  backup_disk_full: shown('trouble', 'backup-disk-full'),
  backup_fault: shown('trouble', 'backup-fault'),
  backup_damaged: shown('trouble', 'backup-damaged'),
  embargo_holds: shown('note', 'embargo-holds', 'overrideEmbargo'),
  checks_hold: shown('note', 'checks-hold', 'seeChecks'),
  reason_missing: shown('note', 'reason-missing'),
  keychain_unavailable: shown('trouble', 'keychain-unavailable', 'showSettings'),
  secrets_locked: shown('trouble', 'secrets-locked', 'givePassphrase'),
  secrets_damaged: shown('trouble', 'secrets-damaged', 'showSettings'),
  passphrase_wrong: shown('note', 'passphrase-wrong'),
  passphrase_short: shown('note', 'passphrase-short'),
  browser_missing: shown('trouble', 'browser-missing'),
  editor_missing: shown('trouble', 'editor-missing'),
  look_nothing_out: shown('note', 'look-nothing-out'),
  previews_not_there: shown('note', 'previews-not-there'),
  preview_taken: shown('note', 'preview-taken'),
  look_not_found: shown('note', 'look-not-found'),
  theme_invalid: shown('trouble', 'theme-invalid'),
  internal: shown('grave', 'internal', 'again'),
};

/** What a passphrase mends. */
const OF_PASSWORDS: ReadonlySet<FailureCode> = new Set(['secrets_locked', 'keychain_unavailable']);

/** Whether a failure is mended as soon as a passphrase was given. */
export function endsWithPassphrase({ code }: Failure): boolean {
  return OF_PASSWORDS.has(code);
}
