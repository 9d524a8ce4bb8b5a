// What a draft says otherwise on one site: shown where it does, and as long as she wants to see it.

import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { DraftDestination, Fields } from '../../core/contract';
import { setLocale, t } from '../../locales/index.svelte';
import VariantFields from './VariantFields.svelte';

beforeEach(() => setLocale('fr'));
afterEach(() => document.body.replaceChildren());

const BLANK: DraftDestination = { site: 'g', headline: null, standfirst: null, slug: null };
const said = (headline: string) => ({ headline, standfirst: '', slug: null }) as Fields;

function show(destination: DraftDestination) {
  const props = { destination, fields: said('Le pont'), frozenSlug: null, onchange: vi.fn() };
  const { rerender } = render(VariantFields, props);
  const details = screen.getByText(t('variant')).closest('details') as HTMLDetailsElement;
  return { details, rerender };
}

/** As a click on its summary does. */
async function turn(details: HTMLDetailsElement, open: boolean): Promise<void> {
  details.open = open;
  await new Promise((done) => details.addEventListener('toggle', done, { once: true }));
}

it('stays open under her hand whatever else changes', async () => {
  const { details, rerender } = show(BLANK);
  expect(details.open).toBe(false);
  await turn(details, true);
  await rerender({ fields: said('Le pont rouvre') });
  await rerender({ destination: { ...BLANK } });
  expect(details.open).toBe(true);
});

it('is open where a site has words of its own, and can be closed', async () => {
  const { details, rerender } = show({ ...BLANK, headline: 'Au pont' });
  expect(details.open).toBe(true);
  await turn(details, false);
  await rerender({ fields: said('Le pont rouvre') });
  expect(details.open).toBe(false);
});

it('opens when words come in', async () => {
  const { details, rerender } = show(BLANK);
  await rerender({ destination: { ...BLANK, slug: 'pont' } });
  expect(details.open).toBe(true);
});
