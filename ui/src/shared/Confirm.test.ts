// A question puts the keyboard on its safe answer, where it is seen.

import { render, screen, waitFor } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import Confirm from './Confirm.svelte';

it('puts the keyboard on the answer that loses nothing', async () => {
  const words = { title: 'Delete?', text: 'For good.', confirm: 'Delete', cancel: 'Cancel' };
  render(Confirm, { open: true, onconfirm: vi.fn(), ...words });
  const cancel = await screen.findByRole('button', { name: 'Cancel' });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
});
