// Files in and out of the library, articles and receipts, and what is said of them; reads no file itself.

import { asFailure } from '../core/client';
import type { ExportRequest, FailureCode, FileFailure, FileFindings, ImportReport } from '../core/contract';
import { picturesNotSent } from '../features/checks/findings';
import { receiptFile } from '../features/publishing/receipts.svelte';
import { t } from '../locales/index.svelte';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';

/** What of the desk files need. */
export type Filing = Pick<
  Desk,
  'client' | 'embargo' | 'library' | 'notices' | 'openDraft' | 'report' | 'start' | 'writing'
>;

/** How many files a notice names in its sentence; all are in its details. */
const NAMED = 3;

/** Makes drafts of files the journalist chooses, and opens the first. */
export async function importFiles(desk: Filing): Promise<void> {
  const { client, library } = desk;
  const paths = await attempt(desk.report, () => client.call('choose_files', t('choose-files')));
  if (!paths || paths.length === 0) return;
  const report = await attempt(desk.report, () => client.call('import_files', paths));
  if (!report) return;
  tellOfImport(desk, report);
  await library.refresh();
  const first = report.drafts[0] ?? report.known[0];
  if (first !== undefined) await desk.openDraft(first);
}

/** Writes drafts as Markdown files into a folder; `null` writes all outside the bin. */
export async function exportDrafts(desk: Filing, drafts: string[] | null): Promise<void> {
  const folder = await attempt(desk.report, () => desk.client.call('choose_folder', t('choose-folder')));
  if (!folder) return;
  await desk.writing.flush();
  await exportInto(desk, { folder, drafts, despiteEmbargo: null });
}

/** What an embargo holds back asks for a reason: one draft at once, of many those that were left out. */
async function exportInto(desk: Filing, request: ExportRequest): Promise<void> {
  const refused = (thrown: unknown) => {
    const { code, until } = asFailure(thrown);
    if (code === 'embargo_holds') askToExport(desk, request, until ?? Date.now());
    else desk.report(thrown);
  };
  const report = await attempt(refused, () => desk.client.call('export_drafts', request));
  if (!report) return;
  const { written, folder, held } = report;
  if (written > 0 || held.length === 0) desk.notices.tell(t('export-done', { count: written, folder }));
  if (held.length > 0) tellOfHeld(desk, request, held);
}

function tellOfHeld(desk: Filing, request: ExportRequest, held: readonly string[]): void {
  const names = held.slice(0, NAMED).map((headline) => t('quoted', { headline: headline || t('untitled') }));
  const headlines = names.join(', ') + (held.length > NAMED ? '…' : '');
  const title = t('embargo-left-out', { count: held.length, headlines });
  const despite = {
    label: t('embargo-ask-export'),
    run: () => askToExport(desk, request, null),
  };
  desk.notices.tell(title, [despite]);
}

function askToExport(desk: Filing, request: ExportRequest, until: number | null): void {
  const go = (reason: string) => void exportInto(desk, { ...request, despiteEmbargo: reason });
  desk.embargo.ask({ act: 'export', until, timeZone: desk.start.timeZone, go, wait: null });
}

/** Writes the open article, as the window has it, to a file the journalist names: the library may take nothing. */
export async function saveElsewhere(desk: Filing): Promise<void> {
  const { client, writing } = desk;
  const { fields } = writing;
  if (fields === null) return;
  const place = { title: t('choose-place'), name: `${writing.slug ?? 'article'}.md` };
  const path = await attempt(desk.report, () => client.call('choose_place', place));
  // The button had the keyboard: the next space would press it again.
  writing.focus();
  if (!path) return;
  const request = { path, fields, text: writing.text() };
  const written = await attempt(desk.report, () => client.call('save_elsewhere', request).then(() => true));
  if (written) desk.notices.tell(t('save-elsewhere-done', { path }));
}

/** Writes the receipt that is looked at to a file the journalist names. */
export async function exportReceipt(
  desk: Pick<Desk, 'client' | 'notices' | 'receipts' | 'report'>,
): Promise<void> {
  const { client, receipts } = desk;
  const { dispatch } = receipts;
  if (dispatch === null) return;
  const place = { title: t('receipt-place'), name: receiptFile(dispatch.headline) };
  const path = await attempt(desk.report, () => client.call('choose_place', place));
  if (!path) return;
  const request = { dispatch: dispatch.id, path };
  const written = await attempt(desk.report, () => client.call('export_receipt', request).then(() => true));
  if (written) desk.notices.tell(t('receipt-exported', { path }));
}

function tellOfImport(desk: Filing, report: ImportReport): void {
  const { notices } = desk;
  const { drafts, known, unknownKeys, findings } = report;
  if (drafts.length > 0) notices.tell(t('import-done', { count: drafts.length }));
  if (known.length > 0) notices.tell(t('import-known', { count: known.length }));
  if (unknownKeys.length > 0)
    notices.note(t('import-unknown', { count: unknownKeys.length, keys: unknownKeys.join(', ') }));
  tellOfPictures(desk, findings);
  reportFiles(desk, report.failures);
}

/** Which pictures readers will not get, and which texts show them. */
function tellOfPictures(desk: Filing, files: readonly FileFindings[]): void {
  const pictures = files.map(({ path, findings }) => ({ path, ...picturesNotSent(findings) }));
  const left = pictures.map(({ path, left }) => ({ path, addresses: left }));
  const linked = pictures.map(({ path, linked }) => ({ path, addresses: linked }));
  tellOfAddresses(desk, 'import-pictures-left', left);
  tellOfAddresses(desk, 'import-pictures-linked', linked);
}

function tellOfAddresses(desk: Filing, message: string, all: { path: string; addresses: string[] }[]): void {
  const files = all.filter(({ addresses }) => addresses.length > 0);
  if (files.length === 0) return;
  const count = files.flatMap(({ addresses }) => addresses).length;
  const names = files.slice(0, NAMED).map(({ path }) => nameOf(path));
  const title = t(message, { count, files: names.join(', ') + (files.length > NAMED ? '…' : '') });
  const detail = files.map(({ path, addresses }) => [path, ...addresses].join('\n  '));
  desk.notices.note(title, detail.join('\n'));
}

/** A file's name without its folders. */
function nameOf(path: string): string {
  return path.split(/[\\/]/).pop() ?? path;
}

/** One notice for each reason, with all the files it stopped. */
function reportFiles(desk: Filing, failures: readonly FileFailure[]): void {
  const byCode = new Map<FailureCode, string[]>();
  for (const { path, failure } of failures) {
    byCode.set(failure.code, [...(byCode.get(failure.code) ?? []), `${path}\n${failure.message}`]);
  }
  for (const [code, files] of byCode) desk.report({ code, message: files.join('\n') });
}
