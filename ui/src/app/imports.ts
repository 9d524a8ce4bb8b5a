// Published articles brought in: whose list is shown first, and what is said when an import ends or can't go on.

import type { ImportView, SiteView } from '../core/contract';
import { outcomeWords, reportText } from '../features/importing/words';
import { t } from '../locales/index.svelte';
import { copyText } from '../shared/clipboard';
import { fitForFile } from '../shared/file-name';
import { attempt } from './attempt';
import type { Desk } from './desk.svelte';
import { wordsOf } from './failure-words';

/** What of the desk imports need. */
type Bringing = Pick<Desk, 'client' | 'dialog' | 'importing' | 'notices' | 'report' | 'sites'>;

/** Shows the published articles of a site: of the one that is named, else of the first that is somebody else's program. */
export function openImports(desk: Bringing, site: SiteView | null = null): void {
  const { list } = desk.sites;
  const first = site ?? list.find(({ kind }) => kind !== 'local') ?? list[0];
  if (first === undefined) return;
  desk.dialog = null;
  desk.importing.open(first);
}

/** Tells what came of an import that is at its end, and where its report is read. */
export function tellOfImport(desk: Bringing, view: ImportView): void {
  if (desk.importing.site !== null) return;
  const site = desk.sites.list.find(({ id }) => id === view.site) ?? null;
  const show = { label: t('import-show'), run: () => openImports(desk, site) };
  if (view.state === 'failed') desk.notices.tell(t('import-failed', { site: view.siteName }), [show]);
  else desk.notices.tell(t('import-ended', { site: view.siteName, outcome: outcomeWords(view) }), [show]);
}

/** Copies an import's report. */
export async function copyReport(desk: Bringing, view: ImportView): Promise<void> {
  const report = await reportOf(desk, view);
  if (report !== null && (await copyText(report))) desk.notices.tell(t('import-copied'));
}

/** Writes an import's report to a file the journalist names. */
export async function saveReport(desk: Bringing, view: ImportView): Promise<void> {
  const report = await reportOf(desk, view);
  if (report === null) return;
  const name = `${t('import-file', { site: fitForFile(view.siteName) })}.txt`;
  const place = { title: t('import-place'), name };
  const path = await attempt(desk.report, () => desk.client.call('choose_place', place));
  if (!path) return;
  const save = () => desk.client.call('save_report', { path, report }).then(() => true);
  if (await attempt(desk.report, save)) desk.notices.tell(t('import-saved', { path }));
}

async function reportOf(desk: Bringing, view: ImportView): Promise<string | null> {
  const articles = await attempt(desk.report, () => desk.client.call('arrived', view.id));
  return articles && reportText(view, articles, (failure) => wordsOf(failure).title);
}
