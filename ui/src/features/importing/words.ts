// What is said of an import: how far it is, what became of it, what could not be kept; decides nothing.

import type { ArrivedArticle, Failure, ImportView, Lost } from '../../core/contract';
import { t } from '../../locales/index.svelte';
import { LOST_NAMES } from '../../shared/lost';

/** How many of an import's articles are settled. */
export function settledOf({ brought, known, failed }: ImportView): number {
  return brought + known + failed;
}

/** How far an import is, in a line. */
export function progressWords(view: ImportView): string {
  if (!view.listed) return t('import-finding', { count: view.found });
  return t('import-progress', { done: settledOf(view), count: view.found });
}

/** What became of an import that is at its end, in a line. */
export function outcomeWords(view: ImportView): string {
  const parts = [t('import-brought', { count: view.brought })];
  if (view.known > 0) parts.push(t('import-there-before', { count: view.known }));
  if (view.failed > 0) parts.push(t('import-left-out', { count: view.failed }));
  if (view.noted > 0) parts.push(t('import-noted', { count: view.noted }));
  return parts.join(' · ');
}

/** Something that could not be kept, in a line. */
export function lostWords({ kind, count, example }: Lost): string {
  const what = t(LOST_NAMES[kind], { count });
  return example === '' ? what : t('import-lost-example', { what, example });
}

/** What could not be kept of an article, or why it was left out: a line each. */
export function notedWords(article: ArrivedArticle, titleOf: (failure: Failure) => string): string[] {
  const pictures = article.picturesLeft.map((address) => t('import-picture-left', { address }));
  const failure = article.failure === null ? [] : [titleOf(article.failure)];
  return [...failure, ...article.lost.map(lostWords), ...pictures];
}

/** The articles of a report that there is something to say of. */
export function noteworthy(articles: readonly ArrivedArticle[]): ArrivedArticle[] {
  const is = ({ lost, picturesLeft, failure }: ArrivedArticle) =>
    lost.length > 0 || picturesLeft.length > 0 || failure !== null;
  return articles.filter(is);
}

/** A report as text, to be kept elsewhere. */
export function reportText(
  view: ImportView,
  articles: readonly ArrivedArticle[],
  titleOf: (failure: Failure) => string,
): string {
  const head = [t('import-report-of', { site: view.siteName }), outcomeWords(view)];
  const each = noteworthy(articles).map((article) =>
    [
      `${article.headline || t('untitled')}\n${article.address}`,
      ...notedWords(article, titleOf).map((line) => `- ${line}`),
    ].join('\n'),
  );
  return [head.join('\n'), ...each].join('\n\n') + '\n';
}
