// Words in, words out: Enter and comma add, Backspace takes the last, nothing twice.

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import TokenInput from './TokenInput.svelte';

function show(tokens: string[]) {
  const onchange = vi.fn();
  render(TokenInput, {
    id: 'tags',
    tokens,
    placeholder: 'Tags',
    removeLabel: (token: string) => `Remove ${token}`,
    onchange,
  });
  return onchange;
}

it.each(['{Enter}', ',', ';', '{Tab}'])('adds a word with %s', async (key) => {
  const onchange = show(['IA']);
  await userEvent.type(screen.getByRole('combobox'), `  Le   Havre ${key}`);
  expect(onchange).toHaveBeenCalledExactlyOnceWith(['IA', 'Le Havre']);
});

it('adds nothing twice and nothing empty', async () => {
  const onchange = show(['IA']);
  await userEvent.type(screen.getByRole('combobox'), 'IA{Enter} {Enter}ia{Enter}');
  expect(onchange).not.toHaveBeenCalled();
});

it('takes words away by button and by Backspace', async () => {
  const onchange = show(['IA', 'Port']);
  await userEvent.click(screen.getByRole('button', { name: 'Remove IA' }));
  expect(onchange).toHaveBeenLastCalledWith(['Port']);
  await userEvent.type(screen.getByRole('combobox'), '{Backspace}');
  expect(onchange).toHaveBeenLastCalledWith(['IA']);
});
