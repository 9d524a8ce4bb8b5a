// What is asked before something that cannot be undone, in words; asks and does nothing itself.

import type { DispatchView } from '../core/contract';
import type { Unsaved } from '../features/writing/state.svelte';
import { list } from '../locales/format';
import { t } from '../locales/index.svelte';
import { wordsOf } from './failure-words';

/** A question asked before something that cannot be undone. */
export interface Question {
  title: string;
  text: string;
  confirm: string;
  run: () => void;
  /** Something gentler that answers it too. */
  instead?: { label: string; run: () => void };
  /** What it is about, point by point, each with the places to see it. */
  points?: readonly { text: string; see: readonly { label: string; run: () => void }[] }[];
  /** What no is called, where that is not « Annuler ». */
  cancel?: string;
  /** The answer is no, or there is none. */
  dismissed?: () => void;
}

/** Whether the window may close although the last words of some drafts are on the screen only. */
export function askToLose(unsaved: readonly Unsaved[], answer: (loses: boolean) => void): Question {
  const reasons = new Set(unsaved.map(({ failure }) => wordsOf(failure).title));
  const drafts = unsaved.map(({ headline }) => t('quoted', { headline: headline || t('untitled') }));
  return {
    title: t('close-unsaved-title'),
    text: t('close-unsaved-text', { drafts: drafts.join(', '), reason: [...reasons].join(' ') }),
    confirm: t('close-unsaved-confirm'),
    run: () => answer(true),
    dismissed: () => answer(false),
  };
}

/** Whether the window closes although these still wait in their grace; `takeBack` resolves to whether none of them goes out. */
export function askToClose(
  resting: readonly DispatchView[],
  answer: (closes: boolean | Promise<boolean>) => void,
  takeBack: () => Promise<boolean>,
): Question {
  const drafts = resting.map(({ headline }) => t('quoted', { headline: headline || t('untitled') }));
  return {
    title: t('close-resting-title', { count: resting.length }),
    text: t('close-resting-text', { drafts: [...new Set(drafts)].join(', '), count: resting.length }),
    confirm: t('close-resting-confirm'),
    run: () => answer(true),
    instead: { label: t('close-resting-cancel', { count: resting.length }), run: () => answer(takeBack()) },
    cancel: t('close-resting-stay'),
    dismissed: () => answer(false),
  };
}

/** Whether an article goes out although something was found, told in `found` and its points. */
export function askToPublish(found: string, run: () => void, points: Question['points'] = []): Question {
  return { title: t('findings-title'), text: found, confirm: t('findings-confirm'), run, points };
}

/** Whether an article goes out now instead of at this hour. */
export function askToPublishNow(date: string, run: () => void): Question {
  return {
    title: t('publish-now-title'),
    text: t('publish-now-text', { date }),
    confirm: t('publish-now-confirm'),
    run,
  };
}

/** The same of an article that readers see already. */
export function askToUpdate(found: string, run: () => void, points: Question['points'] = []): Question {
  return { title: t('findings-update-title'), text: found, confirm: t('publish-update'), run, points };
}

/** Whether an article is taken off its site; `stays` names the others where readers keep it. */
export function askToUnpublish(site: string, run: () => void, stays: readonly string[] = []): Question {
  const text = t('unpublish-text', { site });
  return {
    title: t('unpublish-title'),
    text: stays.length === 0 ? text : `${text} ${t('unpublish-stays', { sites: list(stays) })}`,
    confirm: t('unpublish-confirm'),
    run,
  };
}

/** Whether an article that waits on its site for its hour is taken off it. */
export function askToUnschedule(site: string, run: () => void): Question {
  return {
    title: t('unschedule-title'),
    text: t('unschedule-text', { site }),
    confirm: t('command-unschedule'),
    run,
  };
}

/** Whether old versions go, so many of them at once. */
export function askToThin(count: number, days: number, run: () => void): Question {
  return {
    title: t('thin-title', { count }),
    text: t('thin-text', { days }),
    confirm: t('thin-confirm'),
    run,
  };
}

/** Whether the sealed passwords go aside, for nobody can open them any more. */
export function askToSetAside(run: () => void): Question {
  return { title: t('aside-title'), text: t('aside-text'), confirm: t('aside-confirm'), run };
}

/** Whether a draft is deleted with its history. */
export function askToDelete(headline: string, run: () => void): Question {
  return {
    title: t('delete-title'),
    text: t('delete-text', { headline: headline || t('untitled') }),
    confirm: t('delete-confirm'),
    run,
  };
}

/** The same of a draft whose article readers still see: `unpublish` takes it off its site first. */
export function askToDeleteLive(
  headline: string,
  site: string,
  run: () => void,
  unpublish: () => void,
): Question {
  const text = t('delete-live-text', { headline: headline || t('untitled'), site });
  return { ...askToDelete(headline, run), text, instead: { label: t('unpublish-confirm'), run: unpublish } };
}
