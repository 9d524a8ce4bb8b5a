// The article's date as it is typed: in the interface's language, understood at once, wrong only when it is left.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Fields } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import DateFields from './DateFields.svelte';
import type { InspectedDraft } from './draft';
import { TypedDate } from '../../shared/dates/typed-date.svelte';

const FIELDS: Fields = {
  headline: '',
  standfirst: '',
  section: '',
  tags: [],
  byline: '',
  language: 'fr',
  slug: null,
  publishAt: Date.UTC(2026, 3, 29, 0, 49),
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

/** The fields of a draft that takes what it is given; `open` shows another draft in their place. */
function show() {
  const setField = vi.fn<InspectedDraft['setField']>((patch) => {
    props.fields = { ...props.fields, ...patch };
    void rerender(props);
  });
  const draft: InspectedDraft = {
    draft: 'one',
    fields: null,
    slug: null,
    slugFrozen: false,
    outline: [],
    setField,
    goTo: vi.fn(),
  };
  const zones = { siteZone: 'Europe/Paris', systemZone: 'Europe/Paris' };
  const props = { draft, fields: FIELDS, ...zones, typed: new TypedDate() };
  const { rerender } = render(DateFields, props);
  const open = (id: string) => rerender({ ...props, draft: { ...draft, draft: id } });
  return { setField, open, moment: () => props.fields.publishAt };
}

const dayField = () => screen.getByLabelText<HTMLInputElement>(t('field-date-day'));
const hourField = () => screen.getByLabelText<HTMLInputElement>(t('field-date-hour'));

async function retype(field: HTMLInputElement, text: string): Promise<void> {
  await userEvent.clear(field);
  await userEvent.type(field, text);
}

it('writes the day as the interface’s language does', () => {
  show();
  expect([dayField().value, hourField().value]).toEqual(['29/04/2026', '02:49']);
  screen.getByText('mercredi 29 avril 2026');
  document.body.replaceChildren();
  setLocale('en');
  show();
  expect(dayField().value).toBe('2026-04-29');
});

it('understands what is typed before the field is left, and writes it out then', async () => {
  const { moment } = show();
  await retype(dayField(), '2/5/2026');
  expect(moment()).toBe(Date.UTC(2026, 4, 2, 0, 49));
  expect(dayField().value).toBe('2/5/2026');
  await retype(hourField(), '14h30');
  expect(moment()).toBe(Date.UTC(2026, 4, 2, 12, 30));
  await userEvent.tab();
  expect([dayField().value, hourField().value]).toEqual(['02/05/2026', '14:30']);
});

it('says what is wrong when the field is left, and keeps the date until it is right', async () => {
  const { moment } = show();
  await retype(dayField(), '31/4/2026');
  expect(screen.queryByRole('alert')).toBeNull();
  await userEvent.tab();
  expect(screen.getByRole('alert').textContent).toContain(t('field-day-wrong'));
  expect(dayField().getAttribute('aria-invalid')).toBe('true');
  expect([dayField().value, moment()]).toEqual(['31/4/2026', FIELDS.publishAt]);
  await retype(dayField(), '30/4/2026');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(moment()).toBe(Date.UTC(2026, 3, 30, 0, 49));
});

it('shows what was typed in vain for one draft in no other', async () => {
  const { open } = show();
  await retype(hourField(), '25h');
  await userEvent.tab();
  screen.getByRole('alert');
  await open('two');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(hourField().value).toBe('02:49');
});

it('keeps the hour that stood there although what was typed in vain began like another', async () => {
  const { moment } = show();
  await retype(hourField(), '25h');
  expect(moment()).toBe(FIELDS.publishAt);
});
