// The keyboard from column to column is to be seen, although a mouse was used before.

import { afterEach, expect, it, vi } from 'vitest';
import { nextPane } from './panes';

afterEach(() => document.body.replaceChildren());

it('shows where the keyboard went', () => {
  document.body.innerHTML =
    '<div data-pane><button>One</button></div><div data-pane><button>Two</button></div>';
  const focus = vi.spyOn(HTMLElement.prototype, 'focus');
  nextPane();
  nextPane();
  expect(document.activeElement?.textContent).toBe('Two');
  expect(focus.mock.calls).toEqual([[{ focusVisible: true }], [{ focusVisible: true }]]);
});
