// A lead picture comes in every way there is, with its own words; nothing remote becomes a thumbnail.

import { fireEvent, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LeadPicture, PictureView, PictureWords } from '../../core/contract';
import { memoryClient, type MemoryClient } from '../../core/memory-client';
import { NO_WORDS } from '../../core/memory/pictures';
import { t } from '../../locales/index.svelte';
import { PictureLooks } from '../../shared/pictures/looks.svelte';
import type { InspectedDraft } from './draft';
import PictureFields from './PictureFields.svelte';
import { offerFor, PicturePicker, type LeadPlace, type PickListener } from './picture.svelte';

let client: MemoryClient;
let listener: PickListener;
let draft: { -readonly [K in keyof InspectedDraft]: InspectedDraft[K] };
let set: ReturnType<typeof vi.fn<InspectedDraft['setField']>>;
let place: LeadPlace;

beforeEach(() => {
  client = memoryClient({ drafts: [], journal: null });
  listener = { report: vi.fn(), notKept: vi.fn(), left: vi.fn() };
  set = vi.fn();
  draft = {
    draft: 'one',
    fields: null,
    slug: null,
    slugFrozen: false,
    outline: [],
    setField: set,
    goTo: vi.fn(),
  };
  const looks = new PictureLooks(client, () => undefined);
  client.listen((event) => looks.hear(event));
  place = {
    picker: new PicturePicker(client, listener),
    looks,
    reasonOf: ({ code }) => `because ${code}`,
  };
});

function said(words: Partial<PictureWords>): void {
  client.newsroom.pictures.next = { offered: { ...NO_WORDS, ...words } };
}

function leadAt(source: string, words: Partial<LeadPicture> = {}): LeadPicture {
  return { source, width: 1600, height: 900, framing: '', alt: '', caption: '', credit: '', ...words };
}

function show(picture: LeadPicture | null, more: Partial<LeadPlace> = {}) {
  return render(PictureFields, { draft, picture, site: null, place: { ...place, ...more } });
}

/** A paste or a drop of files, as jsdom cannot make one. */
function transferOf(files: File[], text = ''): DataTransfer {
  const getData = (type: string) => (type === 'text/plain' ? text : '');
  return { files, types: ['Files'], getData } as unknown as DataTransfer;
}

const PHOTO = new File([new Uint8Array([1, 2, 3])], 'quai.png', { type: 'image/png' });

describe('a lead picture', () => {
  it('is a chosen file, with the words of the library', async () => {
    said({ credit: 'Agence', caption: 'Le quai' });
    show(null);
    await userEvent.click(screen.getByRole('button', { name: t('picture-choose') }));
    const [[{ leadPicture }] = [{ leadPicture: null }]] = set.mock.calls as [[{ leadPicture: LeadPicture }]];
    expect(leadPicture).toMatchObject({ width: 1600, framing: '', caption: 'Le quai', credit: 'Agence' });
    expect(client.calls.at(-1)).toMatchObject({ command: 'keep_picture', request: { from: 'file' } });
  });

  it('inherits no word of the one before', async () => {
    show(leadAt('/media/old.jpg', { alt: 'A crane', caption: 'Le Havre', credit: 'C. Auvray' }));
    await userEvent.click(screen.getByRole('button', { name: t('picture-replace') }));
    expect(set).toHaveBeenCalledWith({
      leadPicture: expect.objectContaining({ alt: '', caption: '', credit: '' }) as LeadPicture,
    });
  });

  it('is dropped on its place, or pasted there, and nowhere shown twice', async () => {
    show(null);
    const group = screen.getByRole('group', { name: t('inspector-picture') });
    expect(group.dataset.drop).toBe('lead');
    await fireEvent.drop(group, { dataTransfer: transferOf([PHOTO]) });
    await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(1));
    await fireEvent.paste(group, { clipboardData: transferOf([PHOTO]) });
    await vi.waitFor(() => expect(set).toHaveBeenCalledTimes(2));
    expect(client.calls.map(({ command }) => command)).toEqual(['keep_picture_bytes', 'keep_picture_bytes']);
  });

  it('is no paste of words', async () => {
    show(null);
    const group = screen.getByRole('group', { name: t('inspector-picture') });
    await fireEvent.paste(group, { clipboardData: transferOf([PHOTO], 'Le quai') });
    expect(client.calls).toEqual([]);
  });

  it('is of no site that takes none', () => {
    const site = { name: 'Revue', takes: { pictures: false } } as never;
    render(PictureFields, { draft, picture: null, site, place });
    const group = screen.getByRole('group', { name: t('inspector-picture') });
    expect(group.dataset.drop).toBeUndefined();
    expect(screen.queryByRole('button', { name: t('picture-choose') })).toBeNull();
  });

  it('that comes when another draft is open stays in the library, and that is said', async () => {
    const go = client.pause();
    const coming = place.picker.lead(draft, { from: 'file', path: '/photos/quai.jpg' });
    expect(place.picker.coming).toBe('quai.jpg');
    client.emit({ event: 'pictureComing', origin: '/photos/quai.jpg', come: 3e6, whole: 9e6 });
    expect(place.picker.way).toMatch(/^3\s(Mo sur|MB of) 9\s(Mo|MB)$/);
    draft.draft = 'another';
    go();
    expect(await coming).toBe(false);
    expect(set).not.toHaveBeenCalled();
    expect(listener.left).toHaveBeenCalledWith('quai.jpg');
    expect(place.picker.way).toBe('');
  });

  it('that cannot be kept is told by its name, and the next can come', async () => {
    const failure = { code: 'picture_unknown', message: '' } as const;
    client.fail('keep_picture', failure);
    await place.picker.lead(draft, { from: 'file', path: '/photos/a.jpg' });
    expect(listener.notKept).toHaveBeenCalledWith('one', { name: 'a.jpg', failure });
    expect(place.picker.coming).toBeNull();
  });

  it('has an address that is https, and nothing is asked of another', async () => {
    show(null);
    await userEvent.click(screen.getByRole('button', { name: t('picture-by-address') }));
    await userEvent.type(screen.getByLabelText(t('picture-address')), 'http://x.example/a.jpg{Enter}');
    expect(screen.getByRole('alert').textContent).toContain('https://');
    expect(client.calls).toEqual([]);
  });

  it('that is elsewhere is brought in with what was said of it', async () => {
    said({ caption: 'From the file', credit: 'AFP' });
    show(leadAt('https://x.example/a.jpg', { caption: 'Hers' }));
    expect(screen.queryByRole('img')).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: t('picture-bring') }));
    expect(set).toHaveBeenCalledWith({
      leadPicture: expect.objectContaining({ caption: 'Hers', credit: 'AFP' }) as LeadPicture,
    });
  });
});

describe('of a lead picture', () => {
  it('its copy is shown, framed, once there is one', async () => {
    client.newsroom.pictures.next = { width: 800, height: 600 };
    const { source } = await client.call('keep_picture', { from: 'file', path: 'a.jpg' });
    show(leadAt(source, { alt: 'Le quai', framing: 'turn=90&xywh=percent:0,0,50,100' }));
    await screen.findByText(t('picture-developing'));
    expect(screen.queryByRole('img')).toBeNull();
    client.newsroom.pictures.develop(source);
    const image = await screen.findByRole('img', { name: 'Le quai' });
    expect(image.getAttribute('src')).toMatch(/^marbre-page:\/\/localhost\/media\/.*\.webp$/);
    expect(image.style.rotate).toBe('90deg');
    screen.getByText(t('picture-size', { width: 300, height: 800 }));
  });

  it('it is said why there is none', async () => {
    const { source } = await client.call('keep_picture', { from: 'file', path: 'a.jpg' });
    client.newsroom.pictures.develop(source, { code: 'picture_unknown', message: '' });
    show(leadAt(source));
    await screen.findByText('because picture_unknown');
  });

  it('words are offered where none are, by whom, and taken with a click', async () => {
    said({ alt: 'Un quai', credit: 'AFP' });
    const { source } = await client.call('keep_picture', { from: 'file', path: 'a.jpg' });
    show(leadAt(source, { credit: 'Hers' }));
    const offer = await screen.findByRole('button', { name: new RegExp(t('picture-offered-file')) });
    await userEvent.click(offer);
    expect(set).toHaveBeenCalledWith({
      leadPicture: expect.objectContaining({ alt: 'Un quai', credit: 'Hers' }) as LeadPicture,
    });
    expect(screen.getAllByRole('button', { name: /Un quai|AFP/ })).toHaveLength(1);
  });

  it('the library’s words come before the file’s', () => {
    const known = {
      words: { ...NO_WORDS, alt: 'mine', credit: 'same' },
      offered: { ...NO_WORDS, alt: 'its', caption: 'its', credit: 'same' },
    } as PictureView;
    const lead = leadAt('/media/a.jpg');
    expect(offerFor('alt', lead, known)).toEqual({ words: 'mine', by: 'library' });
    expect(offerFor('caption', lead, known)).toEqual({ words: 'its', by: 'file' });
    expect(offerFor('credit', lead, known)).toEqual({ words: 'same', by: 'file' });
    expect(offerFor('alt', { ...lead, alt: 'said' }, known)).toBeNull();
  });

  it('the library and the desk are offered where there are such', async () => {
    const { source } = await client.call('keep_picture', { from: 'file', path: 'a.jpg' });
    const [library, crop] = [vi.fn(), vi.fn()];
    show(leadAt(source), { library, crop });
    await userEvent.click(await screen.findByRole('button', { name: t('picture-crop') }));
    await userEvent.click(screen.getByRole('button', { name: t('picture-from-library') }));
    expect([crop, library].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });
});
