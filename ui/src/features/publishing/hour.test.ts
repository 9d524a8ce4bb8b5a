// The hour an article goes out: one that can be kept, in the site's zone, said to be kept by whoever keeps it.

import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DispatchView, PublicationView, SiteView } from '../../core/contract';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import { ChosenHour, type Wish } from './hour.svelte';
import HourDialog from './HourDialog.svelte';
import { graceOf, hourOf, missedHour, promisedHour, restsUntil, scheduledHour } from './hours';

vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.UTC(2026, 2, 1, 9, 20);
const LETTER = { slug: 'matin', name: 'La lettre du matin' };

function siteOf(more: Partial<SiteView> = {}): SiteView {
  const [site] = memoryClient().newsroom.sites.list;
  if (!site) throw new Error('no site');
  return { ...site, name: 'La Gazette', ...more };
}

function chosenOn(site: Partial<SiteView> = {}, isUpdate = false): ChosenHour {
  const chosen = new ChosenHour();
  chosen.choose('draft-1', siteOf(site), isUpdate, NOW);
  return chosen;
}

describe('an hour', () => {
  it('begins with one that is full and not too near, on the site’s wall', () => {
    expect(chosenOn().wall).toEqual({ date: '2026-03-01', time: '12:00' });
    expect(chosenOn({ timeZone: 'America/New_York' }).wall).toEqual({ date: '2026-03-01', time: '06:00' });
  });

  it('that the clocks skip is refused, and the one after it named', () => {
    const chosen = chosenOn();
    chosen.wall = { date: '2026-03-29', time: '02:30' };
    expect([chosen.fault(NOW), chosen.wish(NOW)]).toEqual(['skipped', null]);
    expect(chosen.instead).toEqual({ date: '2026-03-29', time: '03:30' });
  });

  it('that comes twice is the first unless the second is meant', () => {
    const chosen = chosenOn();
    chosen.wall = { date: '2026-10-25', time: '02:30' };
    expect([chosen.twice, chosen.fault(NOW)]).toEqual([true, null]);
    expect(chosen.at).toBe(Date.UTC(2026, 9, 25, 0, 30));
    chosen.second = true;
    expect(chosen.at).toBe(Date.UTC(2026, 9, 25, 1, 30));
    chosen.wall = { date: '2026-10-26', time: '02:30' };
    expect([chosen.twice, chosen.at]).toEqual([false, Date.UTC(2026, 9, 26, 1, 30)]);
  });

  it('that is over is refused', () => {
    const chosen = chosenOn();
    chosen.wall = { date: '2026-03-01', time: '10:20' };
    expect([chosen.fault(NOW), chosen.fault(NOW - 1)]).toEqual(['past', null]);
  });

  it('is kept by the site only for what it has not brought out yet', () => {
    expect(chosenOn({ schedules: true }).keeper).toBe('site');
    expect(chosenOn({ schedules: true }, true).keeper).toBe('marbre');
    expect(chosenOn({ schedules: false }).keeper).toBe('marbre');
  });
});

describe('the dialog', () => {
  beforeEach(() => {
    setLocale('fr');
    vi.spyOn(Date, 'now').mockReturnValue(NOW);
  });
  afterEach(() => document.body.replaceChildren());

  const onchosen = vi.fn<(wish: Wish) => void>();

  async function show(chosen: ChosenHour): Promise<string> {
    onchosen.mockClear();
    render(HourDialog, { chosen, systemZone: 'Europe/Paris', onchosen });
    return (await screen.findByRole('dialog')).textContent;
  }

  async function wrong(): Promise<string[]> {
    const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
    return (await axe.run(document.body, { rules })).violations.map(({ id }) => id);
  }

  async function type(day: string, hour: string): Promise<void> {
    for (const [label, text] of [
      [t('field-date-day'), day],
      [t('field-date-hour'), hour],
    ] as const) {
      await userEvent.clear(screen.getByLabelText(label));
      await userEvent.type(screen.getByLabelText(label), text);
    }
  }

  it('names the zone, who keeps the hour, and takes it by the keyboard, no newsletter unless asked', async () => {
    const said = await show(chosenOn({ newsletters: [LETTER] }));
    expect(said).toContain('Europe/Paris');
    expect(said).toContain(t('hour-kept-here'));
    await vi.waitFor(() => expect(document.activeElement?.id).toBe('out-day'));
    expect(await wrong()).toEqual([]);
    await type('2 avril 2026', '8h30');
    await userEvent.keyboard('{Enter}');
    expect(onchosen).toHaveBeenCalledWith({ at: Date.UTC(2026, 3, 2, 6, 30), newsletter: null });
  });

  it('sends to the newsletter that was chosen, by a site that keeps the hour', async () => {
    const said = await show(chosenOn({ newsletters: [LETTER], schedules: true }));
    expect(said).toContain(t('hour-kept-there', { site: 'La Gazette' }));
    await userEvent.selectOptions(screen.getByLabelText(t('hour-newsletter')), LETTER.slug);
    await userEvent.click(screen.getByRole('button', { name: t('hour-publish') }));
    expect(onchosen.mock.calls[0]?.[0].newsletter).toBe('matin');
  });

  it('goes out now with a newsletter that was chosen', async () => {
    await show(chosenOn({ newsletters: [LETTER] }));
    await userEvent.click(screen.getByRole('radio', { name: t('hour-at-once') }));
    expect(screen.queryByLabelText(t('field-date-day'))).toBeNull();
    expect(await wrong()).toEqual([]);
    await userEvent.selectOptions(screen.getByLabelText(t('hour-newsletter')), LETTER.slug);
    await userEvent.click(screen.getByRole('button', { name: t('publish-button') }));
    expect(onchosen).toHaveBeenCalledWith({ at: null, newsletter: 'matin' });
  });

  it('refuses in words an hour that is skipped, over, or none, and asks which of two is meant', async () => {
    const chosen = chosenOn();
    await show(chosen);
    await type('29/03/2026', '02:30');
    expect(screen.getByRole('alert').textContent).toContain('03:30');
    await userEvent.keyboard('{Enter}');
    await type('28/02/2026', '02:30');
    expect(screen.getByRole('alert').textContent).toBe(t('hour-past'));
    await userEvent.keyboard('{Enter}');
    await type('29/13/2026', '02:30');
    await userEvent.keyboard('{Enter}');
    expect(screen.getByRole('alert').textContent).toContain(t('field-day-wrong'));
    expect(onchosen).not.toHaveBeenCalled();
    await type('25/10/2026', '02:30');
    expect(await wrong()).toEqual([]);
    await userEvent.click(screen.getByRole('radio', { name: /seconde.*UTC\+1/ }));
    await userEvent.click(screen.getByRole('button', { name: t('hour-publish') }));
    expect(onchosen.mock.calls[0]?.[0].at).toBe(Date.UTC(2026, 9, 25, 1, 30));
  });
});

/** Nothing is known of any site. */
const zoneOf = () => undefined;

describe('what a promise waits for', () => {
  const WAITS: DispatchView = {
    id: 'dispatch-1',
    draft: 'draft-1',
    site: 'gazette',
    headline: '',
    siteName: 'La Gazette',
    operation: 'publish',
    state: 'waiting',
    madeAt: NOW,
    attempts: 0,
    notBefore: null,
    goesLive: null,
    newsletter: null,
    verified: null,
    differences: [],
    nextTry: null,
    failure: null,
    failureDetail: null,
    embargoUntil: null,
    address: null,
    canCancel: true,
    canRetry: false,
  };
  const soon: DispatchView = { ...WAITS, notBefore: NOW + 30_000 };
  const later: DispatchView = { ...WAITS, notBefore: NOW + 3_600_000 };
  const there: DispatchView = { ...WAITS, goesLive: NOW + 3_600_000 };

  beforeEach(() => setLocale('fr'));

  it('is a grace only while it is short, untried and can be taken back', () => {
    expect(graceOf(soon)).toBe(NOW + 30_000);
    expect(
      [WAITS, later, null, { ...soon, attempts: 1 }, { ...soon, canCancel: false }].map(graceOf),
    ).toEqual([null, null, null, null, null]);
  });

  it('rests until then and no longer', () => {
    expect([restsUntil(later, NOW), restsUntil(later, NOW + 3_600_000)]).toEqual([NOW + 3_600_000, null]);
    expect(restsUntil(WAITS, NOW)).toBeNull();
  });

  it('is told with its hour, here or there', () => {
    expect(promisedHour(later, NOW, zoneOf)).toMatch(/^Sur le marbre jusqu’au 1er mars/);
    expect(promisedHour(there, NOW, zoneOf)).toMatch(/publiera le 1er mars/);
    // Tried, and held back by something else.
    expect(promisedHour({ ...later, attempts: 1, failure: 'secrets_locked' }, NOW, zoneOf)).toBeNull();
    expect([soon, WAITS, null].map((dispatch) => promisedHour(dispatch, NOW, zoneOf))).toEqual([
      null,
      null,
      null,
    ]);
    expect([later, there, soon].map((dispatch) => hourOf(dispatch, NOW))).toEqual([
      NOW + 3_600_000,
      NOW + 3_600_000,
      null,
    ]);
  });

  it('is told by the clock of its site', () => {
    const far =
      Intl.DateTimeFormat().resolvedOptions().timeZone === 'Asia/Tokyo' ? 'Asia/Kolkata' : 'Asia/Tokyo';
    const [, city] = far.split('/');
    expect(promisedHour(later, NOW, () => far)).toContain(`(${city})`);
    const publication = { site: 'gazette', goesLive: NOW + 3_600_000 } as PublicationView;
    expect(scheduledHour(publication, NOW, (site) => (site === 'gazette' ? far : undefined))).toContain(city);
  });

  it('is told of an article that waits on its site, until readers have it', () => {
    const publication = { goesLive: NOW + 3_600_000 } as PublicationView;
    expect(scheduledHour(publication, NOW, zoneOf)).toMatch(/^Programmé sur le site pour le 1er mars/);
    expect(scheduledHour(publication, NOW + 3_600_000, zoneOf)).toBeNull();
    expect(scheduledHour(null, NOW, zoneOf)).toBeNull();
  });

  it('is missed once the site was seen, a minute after, not to have kept it', () => {
    const there = { site: 'gazette', siteName: 'La Gazette', goesLive: NOW } as PublicationView;
    const seen = (checkedAt: number | null) => missedHour({ ...there, checkedAt }, zoneOf);
    expect([null, NOW - 1, NOW + 59_000].map(seen)).toEqual([null, null, null]);
    expect(seen(NOW + 60_000)).toMatch(/^La Gazette aurait dû le publier \(.*\), et ne l’a pas fait$/);
    expect(missedHour({ ...there, goesLive: null, checkedAt: NOW + 60_000 }, zoneOf)).toBeNull();
  });
});
