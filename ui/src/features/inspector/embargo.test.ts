// The embargo as it is entered: a moment in the draft's zone, through the hours that come twice or never.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EmbargoOverride, Fields } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import { TypedDate } from '../../shared/dates/typed-date.svelte';
import { momentOf, momentsOf, moved } from '../../shared/dates/zone';
import DateFields from './DateFields.svelte';
import type { InspectedDraft } from './draft';
import EmbargoFields from './EmbargoFields.svelte';

const FIELDS: Fields = {
  headline: '',
  standfirst: '',
  section: '',
  tags: [],
  byline: '',
  language: 'fr',
  slug: null,
  publishAt: null,
  timeZone: 'Europe/Paris',
  leadPicture: null,
  embargo: null,
  corrections: [],
  destinations: [],
};

beforeEach(() => setLocale('fr'));
afterEach(() => {
  document.body.replaceChildren();
  setLocale('fr');
});

function show(fields: Partial<Fields> = {}, overrides: EmbargoOverride[] = []) {
  const setField = vi.fn<InspectedDraft['setField']>((patch) => {
    props.fields = { ...props.fields, ...patch };
    void rerender(props);
  });
  const still = { fields: null, slug: null, slugFrozen: false, outline: [], goTo: vi.fn() };
  const draft: InspectedDraft = { draft: 'one', setField, ...still };
  const typed = new TypedDate('embargo');
  const props = { draft, fields: { ...FIELDS, ...fields }, typed, overrides };
  const { rerender } = render(EmbargoFields, props);
  return { embargo: () => props.fields.embargo, typed };
}

async function retype(label: string, text: string): Promise<void> {
  const field = screen.getByLabelText<HTMLInputElement>(t(label));
  await userEvent.clear(field);
  await userEvent.type(field, text);
  await userEvent.tab();
}

describe('an embargo', () => {
  it('is set, moved and lifted by the keyboard alone', async () => {
    const { embargo } = show();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    expect(embargo()).toBeGreaterThan(Date.now());
    expect(document.activeElement?.id).toBe('embargo-day');
    await retype('field-date-day', '29/04/2026');
    await retype('field-date-hour', '18h');
    expect(embargo()).toBe(Date.UTC(2026, 3, 29, 16));
    await userEvent.click(screen.getByRole('button', { name: t('embargo-clear') }));
    expect(embargo()).toBeNull();
    expect(document.activeElement?.id).toBe('field-embargo');
  });

  it('in an hour that comes twice is the first, until the second is meant', async () => {
    const { embargo } = show({ embargo: Date.UTC(2026, 9, 24, 0, 30) });
    await retype('field-date-day', '25/10/2026');
    expect(embargo()).toBe(Date.UTC(2026, 9, 25, 0, 30));
    await userEvent.click(screen.getByRole('radio', { name: 'La seconde (UTC+1)' }));
    expect(embargo()).toBe(Date.UTC(2026, 9, 25, 1, 30));
  });

  it('in an hour that spring skips is the hour after it, and says so', async () => {
    const { embargo } = show({ embargo: Date.UTC(2027, 2, 27, 1, 30) });
    await retype('field-date-day', '28/03/2027');
    expect(embargo()).toBe(Date.UTC(2027, 2, 28, 1, 30));
    expect(screen.getByText(/28 mars 2027 à 03:30, Europe\/Paris \(UTC\+2\)/)).toBeTruthy();
  });

  it('that is not understood stands in the way', async () => {
    const { embargo, typed } = show({ embargo: Date.UTC(2026, 3, 29, 16) });
    await retype('field-date-hour', 'ce soir');
    expect(embargo()).toBe(Date.UTC(2026, 3, 29, 16));
    expect(typed.unread('one')).toEqual({ field: 'embargo-hour', text: 'ce soir' });
  });

  it('shows what left all the same, and why', () => {
    const made = { until: Date.UTC(2026, 3, 29, 16), madeAt: Date.UTC(2026, 3, 29, 12), dispatch: null };
    show({}, [{ ...made, act: 'export', reason: 'pour l’avocate' }]);
    expect(screen.getByText('pour l’avocate')).toBeTruthy();
    expect(screen.getByText(/^Export · 29 avril 2026/)).toBeTruthy();
  });

  it('stays on its wall when the zone of the draft is another', async () => {
    const setField = vi.fn<InspectedDraft['setField']>();
    const still = { fields: null, slug: null, slugFrozen: false, outline: [], goTo: vi.fn() };
    const fields = { ...FIELDS, embargo: Date.UTC(2026, 3, 29, 16) };
    const zones = { siteZone: 'Europe/Paris', systemZone: 'Asia/Kolkata' };
    render(DateFields, {
      draft: { draft: 'one', setField, ...still },
      fields,
      ...zones,
      typed: new TypedDate(),
    });
    await userEvent.selectOptions(screen.getByLabelText(t('field-zone')), 'Asia/Kolkata');
    expect(setField).toHaveBeenCalledWith({
      timeZone: 'Asia/Kolkata',
      embargo: Date.UTC(2026, 3, 29, 12, 30),
    });
  });
});

describe('the wall', () => {
  it.each([
    ['Europe/Paris', '2026-03-29', '02:30', [], '2026-03-29T01:30:00.000Z'],
    ['Europe/Paris', '2026-10-25', '02:30', [0, 60], '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-03-08', '02:30', [], '2026-03-08T07:30:00.000Z'],
    ['America/New_York', '2026-11-01', '01:30', [0, 60], '2026-11-01T05:30:00.000Z'],
    ['Asia/Kolkata', '2026-04-29', '18:00', [0], '2026-04-29T12:30:00.000Z'],
    ['Asia/Kathmandu', '2026-04-29', '18:00', [0], '2026-04-29T12:15:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04', '02:15', [], '2026-10-03T15:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', [0, 30], '2026-04-04T14:45:00.000Z'],
  ])('in %s on %s at %s', (zone, date, time, minutes, first) => {
    const at = Date.parse(first);
    expect(momentOf({ date, time }, zone)).toBe(at);
    expect(momentsOf({ date, time }, zone)).toEqual(minutes.map((after) => at + after * 60_000));
  });

  it('keeps its hour in another zone', () => {
    const six = Date.UTC(2026, 3, 29, 16);
    expect(moved(six, 'Europe/Paris', 'Asia/Kathmandu')).toBe(Date.UTC(2026, 3, 29, 12, 15));
    expect(moved(six, 'Europe/Paris', 'Europe/Paris')).toBe(six);
  });
});
