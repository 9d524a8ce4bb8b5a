// The report of several sites: each by itself, to its end, and no failure in another's success.

import fc from 'fast-check';
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DispatchState, DispatchView, SiteOutcome } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import { EverywhereReport, rowOf, summaryOf, summaryWords } from './everywhere.svelte';
import Report from './EverywhereReport.svelte';

beforeEach(() => setLocale('fr'));
afterEach(() => document.body.replaceChildren());

const STATES: DispatchState[] = [
  'waiting',
  'sending',
  'unknown',
  'done',
  'failed',
  'cancelled',
  'superseded',
];

function promised(site: string, state: DispatchState, more: Partial<DispatchView> = {}): DispatchView {
  const nothing = { failure: null, failureDetail: null, address: null, canRetry: state === 'failed' };
  return {
    id: `to-${site}`,
    draft: 'd',
    site,
    siteName: site,
    state,
    madeAt: 1,
    ...nothing,
    ...more,
  } as DispatchView;
}

const outcome = (site: string, dispatch: DispatchView | null, failure: SiteOutcome['failure'] = null) => ({
  site,
  siteName: site,
  dispatch,
  failure,
});

const outcomes = fc.array(
  fc
    .oneof(
      fc.constantFrom(...STATES).map((state) => ({ state, refused: false })),
      fc.constant({ state: null, refused: true }),
      fc.constant({ state: null, refused: false }),
    )
    .map(({ state, refused }) => ({ state, refused })),
  { minLength: 1, maxLength: 6 },
);

it('says that it is out everywhere only where it is, and of each failure that there is one', () => {
  fc.assert(
    fc.property(outcomes, (all) => {
      const rows = all.map(({ state, refused }, at) =>
        rowOf(
          outcome(
            `s${String(at)}`,
            state && promised(`s${String(at)}`, state),
            refused ? { code: 'headline_too_long', message: '' } : null,
          ),
          [],
        ),
      );
      const summary = summaryOf(rows);
      const isOut = ({ state, refused }: (typeof all)[number]) =>
        !refused && (state === null || state === 'done');
      const isLost = ({ state, refused }: (typeof all)[number]) =>
        refused || state === 'failed' || state === 'cancelled' || state === 'superseded';
      expect(summary.out).toBe(all.filter(isOut).length);
      expect(summary.failed).toBe(all.filter(isLost).length);
      expect(summary.out + summary.failed + summary.open).toBe(summary.total);
      expect(summaryWords(summary) === 'everywhere-all').toBe(all.every(isOut));
      if (all.some(isLost)) expect(summaryWords(summary)).toBe('everywhere-refused');
    }),
  );
});

it('follows a promise that a later one took the place of', () => {
  const first = promised('a', 'superseded');
  const later = promised('a', 'failed', { id: 'later', madeAt: 2, failure: 'article_changed_there' });
  const row = rowOf(outcome('a', first), [later, first]);
  expect([row.state, row.failure?.code]).toEqual(['failed', 'article_changed_there']);
});

describe('the report', () => {
  function show(all: SiteOutcome[], dispatches: DispatchView[]) {
    const report = new EverywhereReport(() => dispatches);
    report.begin('d', 'Le port', all);
    const heard = { onretry: vi.fn(), oncancel: vi.fn(), onchanged: vi.fn(), onopen: vi.fn() };
    const wordsOf = ({ code }: { code: string }) => ({ title: code, todo: 'Faites ceci.' });
    render(Report, { report, wordsOf, ...heard });
    return { report, ...heard };
  }

  it('stays until each site is settled, each with its remedy', async () => {
    const away = promised('b', 'waiting', { failure: 'site_unreachable', canRetry: true });
    const { onretry } = show([outcome('a', promised('a', 'done')), outcome('b', away)], [away]);
    const region = within(screen.getByRole('region', { name: t('everywhere-report') }));
    expect(region.getByRole('status').textContent).toContain('1 site sur 2');
    region.getByText(/site_unreachable/);
    expect(region.queryByRole('button', { name: t('close') })).toBeNull();
    await userEvent.click(region.getByRole('button', { name: t('everywhere-retry', { site: 'b' }) }));
    expect(onretry).toHaveBeenCalledWith('to-b');
    await userEvent.click(region.getByRole('button', { name: t('everywhere-fold') }));
    expect(region.queryByText(/site_unreachable/)).toBeNull();
    expect(region.getByRole('status').textContent).toContain('1 site sur 2');
  });

  it('counts down to what can still be taken back, and offers no other try before the first', async () => {
    const rests = { notBefore: Date.now() + 60_000, madeAt: Date.now(), canCancel: true, canRetry: true };
    const waiting = promised('b', 'waiting', { ...rests, attempts: 0 });
    const { oncancel } = show([outcome('a', null), outcome('b', waiting)], [waiting]);
    expect(screen.getByText('b').parentElement?.textContent).toMatch(/Part dans \d\d\u00a0s/);
    expect(screen.queryByRole('button', { name: t('everywhere-retry', { site: 'b' }) })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: t('grace-cancel') }));
    expect(oncancel).toHaveBeenCalledWith('to-b');
  });

  it('names the site that refused, and can then be put away', async () => {
    const refused = outcome('b', null, { code: 'headline_too_long', message: '' });
    const { report } = show([outcome('a', null), refused], []);
    expect(screen.getByRole('status').textContent).toBe('Publié sur 1 site sur 2. Pas envoyé\u00a0: b.');
    await userEvent.click(screen.getByRole('button', { name: t('close') }));
    expect(report.draft).toBeNull();
  });
});
