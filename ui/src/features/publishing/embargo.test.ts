// What an embargo holds back: asked with words, let go for a reason alone, or promised for its end.

import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryClient } from '../../core/memory-client';
import { setLocale, t } from '../../locales/index.svelte';
import { isReason } from '../../shared/reason';
import { Embargoes, holds, type HeldBack } from './embargo.svelte';
import EmbargoDialog from './EmbargoDialog.svelte';

vi.setConfig({ testTimeout: 60_000 });

const UNTIL = Date.UTC(2026, 3, 29, 16);

beforeEach(() => setLocale('fr'));
afterEach(() => {
  document.body.replaceChildren();
  setLocale('fr');
});

function show(more: Partial<HeldBack> = {}) {
  const embargo = new Embargoes(memoryClient(), vi.fn());
  render(EmbargoDialog, { embargo });
  const go = vi.fn<(reason: string) => void>();
  const wait = vi.fn();
  embargo.ask({ act: 'publish', until: UNTIL, timeZone: 'Europe/Paris', go, wait, ...more });
  return { embargo, go, wait };
}

describe('an embargo', () => {
  it('holds until its moment and not in it', () => {
    expect([holds(UNTIL, UNTIL - 1), holds(UNTIL, UNTIL), holds(null, 0)]).toEqual([true, false, false]);
  });

  it.each([
    ['', false],
    ['ok', false],
    ['… !', false],
    ['levé', true],
    ['d’accord avec la source', true],
    ['源已公开', true],
  ])('is lifted by words alone: %j', (words, is) => {
    expect(isReason(words)).toBe(is);
  });
});

describe('what it holds back', () => {
  it('is lifted where the article is out, which is said', async () => {
    const lift = vi.fn();
    const { embargo, go } = show({ lift, wait: null });
    expect((await screen.findByRole('dialog')).textContent).toContain('déjà en ligne');
    expect(screen.queryByText(t('embargo-nothing-left'))).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: t('embargo-lift-update') }));
    expect([lift.mock.calls.length, go.mock.calls.length, embargo.held]).toEqual([1, 0, null]);
  });

  it('is said with its hour, and goes for a reason only', async () => {
    const { embargo, go } = show();
    await screen.findByRole('dialog', { name: /^Sous embargo jusqu’au 29 avril 2026 à 18:00( \(Paris\))?$/ });
    const field = screen.getByLabelText(t('embargo-reason'));
    expect(document.activeElement).toBe(field);
    await userEvent.click(screen.getByRole('button', { name: t('embargo-publish-despite') }));
    expect(screen.getByRole('alert').textContent.trim()).toBe(t('embargo-reason-missing'));
    expect([go.mock.calls.length, embargo.held === null]).toEqual([0, false]);
    await userEvent.type(field, '  levé par le ministère ');
    await userEvent.click(screen.getByRole('button', { name: t('embargo-publish-despite') }));
    expect(go).toHaveBeenCalledWith('levé par le ministère');
    expect(embargo.held).toBeNull();
  });

  it('can wait for the end instead', async () => {
    const { embargo, go, wait } = show();
    await userEvent.click(await screen.findByRole('button', { name: t('embargo-wait') }));
    expect([wait.mock.calls.length, go.mock.calls.length, embargo.held]).toEqual([1, 0, null]);
  });

  it('is put away by Escape, and the reason with it', async () => {
    const { embargo, go } = show({ act: 'export', wait: null });
    await userEvent.type(await screen.findByLabelText(t('embargo-reason')), 'levé{Escape}');
    expect([embargo.held, embargo.reason, go.mock.calls.length]).toEqual([null, '', 0]);
  });

  it.each(['fr', 'en'] as const)('passes axe in %s', async (language) => {
    setLocale(language);
    show();
    const dialog = await screen.findByRole('dialog');
    const { violations } = await axe.run(dialog, { rules: { 'color-contrast': { enabled: false } } });
    expect(violations).toEqual([]);
  });
});
