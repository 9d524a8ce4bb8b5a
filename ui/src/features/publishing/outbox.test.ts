// The outbox as a list: green for what was verified alone, what differs in words, what nobody saw yet quietly.
import axe from 'axe-core';
import { render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DispatchView } from '../../core/contract';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import Outbox from './Outbox.svelte';
import { Publishing } from './state.svelte';

vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => setLocale('fr'));
afterEach(() => document.body.replaceChildren());

/** A dispatch that is done, in the list. */
async function row(more: Partial<DispatchView>): Promise<HTMLElement> {
  const client = memoryClient();
  const [draft] = client.newsroom.drafts.keys();
  const dispatch = await client.call('publish', { draft: draft ?? '', site: 'local' });
  Object.assign(client.newsroom.outbox.dispatches[0] ?? {}, dispatch, { state: 'done', ...more });
  const publishing = new Publishing(client, vi.fn(), vi.fn());
  await publishing.read();
  const heard = { onopen: vi.fn(), onreceipt: vi.fn(), onchanged: vi.fn(), renewalOf: () => null };
  const words = () => ({ title: '', todo: '' });
  render(Outbox, { open: true, publishing, zoneOf: () => undefined, failureWords: words, ...heard });
  return screen.findByRole('listitem');
}

const stateIn = (shown: HTMLElement) => shown.querySelector('.state');

it('is green for what readers were seen to get', async () => {
  const shown = await row({ verified: true });
  expect(stateIn(shown)?.className).toContain('seen');
  expect(stateIn(shown)?.textContent).toBe(t('dispatch-done'));
  expect(shown.textContent).not.toContain(t('outbox-unseen'));
});

it('is not green for what differs, and says in what', async () => {
  const headline = { difference: 'headline', seen: 'Le porc' } as const;
  const shown = await row({ verified: false, differences: [headline, { difference: 'leadPicture' }] });
  expect(stateIn(shown)?.className).toContain('differs');
  expect(stateIn(shown)?.textContent).toBe(t('dispatch-differs', { operation: 'publish' }));
  within(shown).getByText(/Le porc.*une autre différence/);
  const rules = { region: { enabled: false }, 'color-contrast': { enabled: false } };
  expect((await axe.run(document.body, { rules })).violations).toEqual([]);
});

it('says quietly that nobody saw the page yet', async () => {
  const shown = await row({ verified: null });
  expect(stateIn(shown)?.className).toContain('unread');
  expect(shown.textContent).toContain(t('outbox-unseen'));
});

it('tells an article that is still there after it was taken down', async () => {
  const shown = await row({
    operation: 'unpublish',
    verified: false,
    differences: [{ difference: 'article' }],
  });
  expect(stateIn(shown)?.textContent).toBe(t('dispatch-differs', { operation: 'unpublish' }));
  within(shown).getByText(t('difference-still-there'));
});
