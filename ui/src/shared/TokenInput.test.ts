// Words in, words out: Enter and comma add, Backspace takes the last, nothing twice; known words are offered.

import axe from 'axe-core';
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import TokenInput from './TokenInput.svelte';

function show(tokens: string[], suggestions: string[] = []) {
  const onchange = vi.fn();
  render(TokenInput, {
    id: 'tags',
    tokens,
    label: 'Tags',
    suggestions,
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

describe('while a word is typed', () => {
  const KNOWN = ['Économie', 'Éducation', 'Le Havre', 'École', 'IA'];
  const words = () => screen.queryAllByRole('option').map(({ textContent }) => textContent?.trim());

  it('known words are offered without regard to accents, but for those that stand there', async () => {
    show(['ia'], KNOWN);
    expect(words()).toEqual([]);
    await userEvent.type(screen.getByRole('combobox'), 'eco');
    expect(words()).toEqual(['Économie', 'École']);
    await userEvent.type(screen.getByRole('combobox'), '{Escape}');
    expect(words()).toEqual([]);
    await userEvent.type(screen.getByRole('combobox'), '{Backspace}{Backspace}{Backspace}{ArrowDown}');
    expect(words()).toEqual(['Économie', 'Éducation', 'Le Havre', 'École']);
  });

  it('one is taken by the keyboard, or what was typed', async () => {
    const onchange = show([], KNOWN);
    const field = screen.getByRole('combobox');
    await userEvent.type(field, 'eco{ArrowDown}{ArrowDown}');
    expect(field.getAttribute('aria-activedescendant')).toBe(screen.getByText('École').id);
    expect((await axe.run(document.body, { rules: { region: { enabled: false } } })).violations).toEqual([]);
    await userEvent.type(field, '{Enter}');
    expect(onchange).toHaveBeenLastCalledWith(['École']);
    await userEvent.type(field, 'eco{Enter}');
    expect(onchange).toHaveBeenLastCalledWith(['eco']);
  });

  it('one is taken by a click, and nothing else with it', async () => {
    const onchange = show([], KNOWN);
    await userEvent.type(screen.getByRole('combobox'), 'hav');
    await userEvent.click(screen.getByRole('option', { name: 'Le Havre' }));
    expect(onchange).toHaveBeenCalledExactlyOnceWith(['Le Havre']);
  });
});
