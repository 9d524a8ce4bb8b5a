// An article that a check holds back: shown in a dialog, let go for a reason that is kept, or mended; a warning is asked about.

import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it } from 'vitest';
import type { Check } from '../core/contract';
import { memoryClient } from '../core/memory-client';
import { setLocale, t } from '../locales/index.svelte';
import App from './App.svelte';

const TO_COME: Check = {
  kind: 'to-come',
  weight: 'required',
  about: { is: 'markIn', field: 'headline', mark: 'TK' },
};
const SECTION: Check = { kind: 'section', weight: 'warning', about: { is: 'missing', field: 'section' } };

beforeEach(() => setLocale('fr'));

async function open(found: Check[]) {
  const client = memoryClient({
    drafts: [{ fields: { headline: 'Le port TK' }, text: 'Il ouvre.', status: 'draft', age: 1 }],
  });
  client.newsroom.outbox.found = found;
  render(App, { client });
  const publish = await screen.findByRole('button', { name: t('publish-button') });
  await userEvent.click(publish);
  return client;
}

it('goes out for a reason, which is kept with it', async () => {
  const client = await open([TO_COME, SECTION]);
  const dialog = within(await screen.findByRole('dialog', { name: t('checks-hold', { count: 1 }) }));
  // What she would be asked about stands beside it, and is not asked again.
  dialog.getByText(t('check-missing', { field: 'section' }));
  expect(client.newsroom.outbox.dispatches).toEqual([]);
  await userEvent.type(dialog.getByRole('textbox'), 'le chiffre arrive');
  await userEvent.click(dialog.getByRole('button', { name: t('checks-publish-despite') }));
  await waitFor(() => expect(client.newsroom.outbox.checkOverrides).toHaveLength(1));
  const made = client.newsroom.outbox.checkOverrides[0]?.made;
  expect(made).toMatchObject({ checks: ['to-come'], reason: 'le chiffre arrive' });
});

it('leads to what holds it back, and goes out once that is mended', async () => {
  const client = await open([TO_COME]);
  const dialog = within(await screen.findByRole('dialog', { name: t('checks-hold', { count: 1 }) }));
  await userEvent.click(dialog.getByRole('button', { name: t('checks-see') }));
  const headline = screen.getByRole('textbox', { name: t('writing-headline') });
  await waitFor(() => expect(document.activeElement).toBe(headline));
  client.newsroom.outbox.found = [];
  await userEvent.click(screen.getByRole('button', { name: t('publish-button') }));
  await waitFor(() => expect(client.newsroom.outbox.dispatches).toHaveLength(1));
});

it('is asked about a warning, with the way to its place, and not about advice', async () => {
  const client = await open([SECTION, { ...SECTION, kind: 'names', weight: 'advice' }]);
  const question = within(await screen.findByRole('alertdialog'));
  expect(question.getAllByText(t('check-missing', { field: 'section' }))).toHaveLength(1);
  question.getByRole('button', { name: t('checks-see') });
  await userEvent.click(question.getByRole('button', { name: t('findings-confirm') }));
  await waitFor(() => expect(client.newsroom.outbox.dispatches).toHaveLength(1));
});
