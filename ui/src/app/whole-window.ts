// The whole window on a core in memory, for tests: opened, typed at, asked what axe finds wrong. Holds no test.

import axe from 'axe-core';
import { configure, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, vi } from 'vitest';
import { memoryClient, type MemoryClient, type MemoryOptions } from '../core/memory-client';
import { setLocale, t } from '../locales/index.svelte';
import App from './App.svelte';

/** jsdom lays nothing out: every element gets this size, so that the list shows rows. */
const SIZE = 800;

/** Before and after each test of a file: French, wide, with sizes, and nothing left of the one before. */
export function inAWindow(): void {
  // axe reads some hundred time zones, and the machine may be busy: nothing here waits for time itself.
  vi.setConfig({ testTimeout: 120_000 });
  configure({ asyncUtilTimeout: 20_000 });

  beforeEach(() => {
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(SIZE);
    vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(SIZE);
    setLocale('fr');
    window.innerWidth = 1440;
  });

  afterEach(() => {
    document.body.replaceChildren();
  });
}

/** The window, its library read. */
export async function open(options: MemoryOptions = {}): Promise<MemoryClient> {
  const client = memoryClient(options);
  render(App, { client });
  await screen.findByRole('navigation', { name: t('library') });
  return client;
}

/** What axe finds wrong; colours and sizes it cannot judge without a layout. */
export async function faults(): Promise<string[]> {
  const result = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, 'target-size': { enabled: false } },
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    iframes: false,
  });
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 140)).join(' | ')}`,
  );
}

export const press = (keys: string) => userEvent.keyboard(keys);
