// Receipts: green for what was verified alone, each difference in words, and a file for whoever wants to keep it.
import axe from 'axe-core';
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Difference, DispatchView, ReceiptView } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { LOCALES, setLocale, t } from '../../locales/index.svelte';
import ReceiptDialog from './ReceiptDialog.svelte';
import {
  differenceWords,
  picturesWords,
  receiptFile,
  Receipts,
  settledOf,
  verdictOf,
} from './receipts.svelte';

vi.setConfig({ testTimeout: 60_000 });

const DISPATCH: DispatchView = {
  id: 'dispatch-1',
  draft: 'draft-1',
  headline: 'Le port du Havre',
  site: 'gazette',
  siteName: 'La Gazette',
  operation: 'publish',
  state: 'done',
  madeAt: Date.UTC(2026, 3, 29, 0, 49),
  attempts: 1,
  nextTry: null,
  notBefore: null,
  goesLive: null,
  newsletter: null,
  verified: true,
  differences: [],
  failure: null,
  failureDetail: null,
  embargoUntil: null,
  address: 'https://g.example/port',
  canCancel: false,
  canRetry: false,
};
const DIFFERENCES: Difference[] = [
  { difference: 'headline', seen: 'Le porc du Havre' },
  { difference: 'text', passage: 'trois portiques' },
  { difference: 'leadPicture' },
  { difference: 'canonical', seen: 'https://ailleurs.example/' },
  { difference: 'card', property: 'og:title', seen: 'Autre chose' },
  { difference: 'overwritten' },
  { difference: 'unshown', part: 'credit', sent: 'Ada' },
  { difference: 'pictureUnclean', address: 'https://g.example/1.jpg', remains: ['location', 'serial'] },
  { difference: 'pictureMissing', address: 'https://g.example/2.jpg' },
  { difference: 'article' },
];

let client: MemoryClient;
let receipts: Receipts;
let reported: unknown[];
const heard = { oncopy: vi.fn(), onopen: vi.fn(), onexport: vi.fn() };

beforeEach(() => {
  setLocale('fr');
  vi.clearAllMocks();
  client = memoryClient();
  reported = [];
  receipts = new Receipts(client, (failure) => reported.push(failure));
});

afterEach(() => document.body.replaceChildren());

async function show(change: Partial<ReceiptView> = {}, dispatch: Partial<DispatchView> = {}) {
  const done = { ...DISPATCH, ...dispatch };
  client.newsroom.sites.prove(done, DISPATCH.madeAt + 1_000);
  const proved = client.newsroom.sites.receipts.get(done.id);
  if (proved) Object.assign(proved, change);
  render(ReceiptDialog, { receipts, ...heard });
  await receipts.show(done);
  return screen.findByRole('dialog', { name: t('publication-receipt') });
}

async function faults(): Promise<string[]> {
  const rules = { 'color-contrast': { enabled: false }, region: { enabled: false } };
  const { violations } = await axe.run(document.body, { rules });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const differing = { verified: false, differences: DIFFERENCES };

describe('a receipt', () => {
  it('is green for what was verified, and holds every fact', async () => {
    const dialog = await show();
    expect(dialog.querySelector('.verdict')?.className).toContain('seen');
    for (const fact of ['Le port du Havre', 'https://g.example/port', '"1"']) within(dialog).getByText(fact);
    expect(await faults()).toEqual([]);
  });

  it('is never green for what differs, and says in what', async () => {
    const dialog = await show(differing);
    expect(dialog.querySelector('.verdict')?.className).toContain('differs');
    const told = [...dialog.querySelectorAll('li')].map(({ textContent }) => textContent);
    expect(told).toEqual([
      'Le titre que voient les lecteurs est «\u00a0Le porc du Havre\u00a0».',
      'Ce passage manque\u00a0: «\u00a0trois portiques\u00a0»',
      'La photo de tête manque.',
      'La page donne une autre adresse pour la sienne\u00a0: https://ailleurs.example/',
      'Sur les réseaux sociaux, «\u00a0og:title\u00a0» montre «\u00a0Autre chose\u00a0».',
      'Quelqu’un a enregistré l’article sur le site au même moment\u00a0: son texte a été remplacé. Il est dans l’historique.',
      'Non visible\u00a0: crédit de la photo. A été envoyé\u00a0: «\u00a0Ada\u00a0»',
      'Cette image contient, telle qu’elle est servie, le lieu de la prise de vue et le numéro de série de l’appareil ou le nom de son propriétaire\u00a0: https://g.example/1.jpg',
      'Les lecteurs ne peuvent pas charger cette image\u00a0: https://g.example/2.jpg',
      'La page servie n’est pas, mot pour mot, celle qui a été envoyée.',
    ]);
    expect(await faults()).toEqual([]);
  });

  it('says of what the theme does not show that it is published, and what is not visible', async () => {
    const parts = ['standfirst', 'byline', 'credit'] as const;
    const unshown = parts.map((part) => ({ difference: 'unshown' as const, part, sent: part }));
    const dialog = await show({ verified: false, differences: unshown });
    expect(dialog.querySelector('.verdict')?.className).toContain('differs');
    expect(dialog.textContent).toContain(t('receipt-unshown'));
    expect(dialog.querySelectorAll('li')).toHaveLength(3);
    const said = { words: 'Non visibles\u00a0: chapô, signature et crédit de la photo.', isPictures: false };
    expect(settledOf(unshown)).toEqual(said);
    expect(settledOf([])).toBeNull();
    expect(settledOf([...unshown, { difference: 'article' }])).toBeNull();
  });

  it('says what pictures hold as they are served, and how many hold nothing', async () => {
    const unclean = (['location', 'exif'] as const).map((one, at) => ({
      difference: 'pictureUnclean' as const,
      address: `https://g.example/${at}.jpg`,
      remains: [one],
    }));
    const dialog = await show({ verified: false, differences: unclean, picturesClean: 3 });
    expect(dialog.querySelector('.verdict')?.className).toContain('differs');
    expect(dialog.textContent).toContain(t('receipt-unclean'));
    expect(dialog.textContent).toContain('3 images vérifiées\u00a0: aucune donnée cachée.');
    expect(settledOf(unclean)?.words).toBe(
      '2 images contiennent, telles qu’elles sont servies, le lieu de la prise de vue et des données de prise de vue (EXIF).',
    );
    expect(await faults()).toEqual([]);
    setLocale('en');
    expect(picturesWords({ picturesClean: 1, picturesWaiting: 2 })).toEqual([
      '1 picture checked: nothing hidden in it.',
      '2 pictures could not be read back yet.',
    ]);
    expect(picturesWords({ picturesClean: 0, picturesWaiting: 0 })).toEqual([]);
  });

  it('is not green while a picture could not be looked at', async () => {
    const dialog = await show({ verified: null, picturesClean: 1, picturesWaiting: 1 });
    expect(dialog.querySelector('.verdict')?.className).toContain('unseen');
    expect(dialog.textContent).toContain(t('receipt-pictures-unknown'));
    within(dialog).getByText('1 image n’a pas encore pu être relue.');
  });

  it('claims nothing where nobody could look', async () => {
    const dialog = await show({ verified: null, seenAt: null, seenHash: null });
    expect(dialog.querySelector('.verdict')?.className).toContain('unseen');
    expect(dialog.textContent).toContain(t('receipt-unknown'));
  });

  it('of an article that was taken down says that it is gone, or still there', async () => {
    const gone = await show({}, { operation: 'unpublish' });
    expect(gone.textContent).toContain(t('receipt-gone'));
    receipts.close();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    document.body.replaceChildren();
    const still = { verified: false, differences: [{ difference: 'article' as const }] };
    const dialog = await show(still, { operation: 'unpublish' });
    expect(dialog.textContent).toContain(t('difference-still-there'));
  });

  it('gives its address to copy and to open, and itself as a file', async () => {
    const dialog = within(await show());
    await userEvent.click(dialog.getByRole('button', { name: t('command-copy-address') }));
    await userEvent.click(dialog.getByRole('button', { name: t('command-open-page') }));
    await userEvent.click(dialog.getByRole('button', { name: t('receipt-export') }));
    expect(heard.oncopy).toHaveBeenCalledWith('https://g.example/port');
    expect(heard.onopen).toHaveBeenCalledWith('https://g.example/port');
    expect(heard.onexport).toHaveBeenCalledOnce();
  });

  it('that is not there is told, and nothing is shown', async () => {
    await receipts.show({ ...DISPATCH, id: 'dispatch-9' });
    expect(reported).toMatchObject([{ code: 'dispatch_missing' }]);
    expect(receipts.receipt).toBeNull();
  });

  it('has words in both languages for everything that can differ', () => {
    const empty = DIFFERENCES.map((difference) =>
      'seen' in difference ? { ...difference, seen: '' } : difference,
    );
    const missing = vi.spyOn(console, 'error').mockReturnValue(undefined);
    for (const locale of LOCALES) {
      setLocale(locale);
      for (const difference of [...DIFFERENCES, ...empty])
        expect(differenceWords(difference, 'publish')).not.toMatch(/[«“]\s*[»”]/);
    }
    expect(missing).not.toHaveBeenCalled();
  });

  it('is verified by the core alone', () => {
    fc.assert(
      fc.property(fc.option(fc.boolean()), (verified) => {
        expect(verdictOf({ verified }) === 'seen').toBe(verified === true);
      }),
    );
  });
});

describe('its file', () => {
  it('is called after the headline', () => {
    expect(receiptFile('Le port : « enfin » ?')).toBe('Reçu - Le port « enfin ».json');
    expect(receiptFile(' ')).toBe('Reçu - Sans titre.json');
  });

  it('has a name that every system takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (headline) => {
        const name = receiptFile(headline);
        expect(name).toMatch(/^Reçu - \S.*\.json$/su);
        expect(name).not.toMatch(/[\\/:*?"<>|\p{Cc}]|[. ]\.json$/u);
        expect([...name].length).toBeLessThan(100);
      }),
    );
  });
});
