// The whole window on a core in memory: every screen passes axe, and the main job goes through.

import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import type { ImportReport } from '../core/contract';
import { memoryClient, type MemoryClient } from '../core/memory-client';
import { t } from '../locales/index.svelte';
import App from './App.svelte';
import { faults, inAWindow, open, press } from './whole-window';

inAWindow();

/** A file is chosen, and its import says this besides. */
function answerImport(client: MemoryClient, said: Partial<ImportReport>): void {
  const call = client.call.bind(client);
  client.call = async (command, request) => {
    const reply: unknown = await call(command, request);
    if (command === 'choose_files') return ['/a.md'] as never;
    if (command === 'import_files') return { ...(reply as object), ...said } as never;
    return reply as never;
  };
}

describe('when the library takes nothing', () => {
  it('says why, for as long as it is so, and writes the article elsewhere', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const [draft] = [...client.newsroom.drafts.values()].filter(({ fields }) =>
      fields.headline.startsWith('Le port du Havre'),
    );
    if (!draft) throw new Error('no such sample');
    client.newsroom.refusing = { code: 'disk_full', message: 'no room' };
    client.newsroom.commit(draft.id);
    await userEvent.click(await screen.findByRole('button', { name: t('save-elsewhere') }));
    screen.getByRole('button', { name: /^Non enregistré.: le disque est plein\.$/ });
    await waitFor(() => expect([...client.newsroom.elsewhere.values()]).toEqual([draft.text]));
    // What is typed next goes into the text, not to the button again.
    expect(document.activeElement?.className).toContain('cm-content');
    const [path = ''] = client.newsroom.elsewhere.keys();
    await screen.findAllByText((text) => text.includes(path));
    expect(await faults()).toEqual([]);
    client.newsroom.refusing = null;
    client.newsroom.commit(draft.id);
    await waitFor(() => expect(screen.queryByRole('button', { name: t('save-elsewhere') })).toBeNull());
  });
});

describe('axe finds nothing wrong', () => {
  it('with the window', async () => {
    await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    expect(await faults()).toEqual([]);
  });

  it('with the inspector', async () => {
    await open();
    await press('{F8}');
    await screen.findByLabelText(t('field-section'));
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['the palette', '{Control>}k{/Control}'],
    ['the outbox', '{Control>}{Shift>}O{/Shift}{/Control}'],
    ['the settings', '{Control>},{/Control}'],
    ['the shortcuts', '{F1}'],
  ])('with %s', async (_, keys) => {
    await open();
    await press(keys);
    await screen.findByRole('dialog');
    expect(await faults()).toEqual([]);
  });

  it('with the history, in both looks', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await client.call('resync', { draft: 'draft-1', text: 'Un autre texte.', caret: 0, known: 0 });
    await press('{Control>}{Shift>}H{/Shift}{/Control}');
    await screen.findByTitle(t('history-frame'));
    expect(await faults()).toEqual([]);
    await userEvent.click(screen.getByRole('radio', { name: t('history-look-markdown') }));
    await screen.findAllByText(t('history-part-changed'));
    expect(await faults()).toEqual([]);
  });

  it('with an empty library', async () => {
    await open({ drafts: [] });
    await screen.findByText(t('empty-desk-title'));
    expect(await faults()).toEqual([]);
  });

  it('with a failure', async () => {
    const client = memoryClient();
    client.fail('start', { code: 'library_newer', message: 'schema 9' });
    render(App, { client });
    expect((await screen.findByRole('alert')).textContent).toContain(t('failure-library-newer'));
    expect(await faults()).toEqual([]);
  });
});

describe('the history', () => {
  it('opens over the manuscript, restores, and is undone by its notice', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const before = client.newsroom.text('draft-1');
    await userEvent.click(screen.getByRole('button', { name: t('history') }));
    const region = await screen.findByRole('region', { name: t('history-region') });
    expect(screen.getByRole('main').inert).toBe(true);
    await userEvent.click(within(region).getByRole('button', { name: t('history-keep') }));
    await userEvent.keyboard('envoyé à l’avocate{Enter}');
    await within(region).findByText('envoyé à l’avocate');
    await press('{Escape}');
    expect(screen.queryByRole('region', { name: t('history-region') })).toBeNull();
    expect(screen.getByRole('main').inert).toBe(false);
    await client.call('resync', { draft: 'draft-1', text: 'Tout autre chose.', caret: 0, known: 0 });
    client.emit({ event: 'publicationChanged', draft: 'draft-1' });
    await waitFor(() => expect(screen.getByRole('main').textContent).toContain('Tout autre chose.'));
    await press('{Control>}{Shift>}H{/Shift}{/Control}');
    const restore = await screen.findByRole('button', { name: t('history-restore-this') });
    await waitFor(() => expect(restore).toHaveProperty('disabled', false));
    await userEvent.click(restore);
    await screen.findByText(/envoyé à l’avocate.*est revenue/);
    expect(client.newsroom.text('draft-1')).toBe(before);
    await userEvent.click(screen.getByRole('button', { name: t('undo') }));
    await waitFor(() => expect(client.newsroom.text('draft-1')).toBe('Tout autre chose.'));
  });

  it('says that there is no version yet, and begins with the first one', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    client.newsroom.drafts.get('draft-1')!.history.revisions.length = 0;
    await press('{Control>}{Shift>}H{/Shift}{/Control}');
    const region = within(await screen.findByRole('region', { name: t('history-region') }));
    await region.findByText(t('history-empty'));
    expect(region.queryByLabelText(t('history-words-said', { added: 0, removed: 0 }))).toBeNull();
    expect(region.queryByRole('combobox')).toBeNull();
    expect(await faults()).toEqual([]);
    await userEvent.click(region.getByRole('button', { name: t('history-keep') }));
    await userEvent.keyboard('première{Enter}');
    await region.findByText(t('history-same'));
    const other = region.getByRole<HTMLSelectElement>('combobox', { name: t('history-compare-with') });
    expect(other.selectedOptions[0]?.text).toBe(t('history-compare-present'));
    expect(region.queryByText(t('history-empty'))).toBeNull();
  });

  it('stays open and up to date while another program writes the draft', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>}{Shift>}H{/Shift}{/Control}');
    const region = await screen.findByRole('region', { name: t('history-region') });
    await userEvent.click(screen.getByRole('radio', { name: t('history-look-markdown') }));
    client.newsroom.changeOutside('draft-1', 'Inouï.');
    await waitFor(() => expect(region.textContent).toContain('Inouï'));
    expect(screen.getByRole('main').inert).toBe(true);
    expect(client.newsroom.text('draft-1')).toBe('Inouï.');
  });

  it('is left by Escape out of a name only after the name', async () => {
    await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await press('{Control>}{Shift>}H{/Shift}{/Control}');
    await screen.findByTitle(t('history-frame'));
    await press('{F2}');
    await screen.findByRole('textbox', { name: t('history-rename-label') });
    await press('{Escape}');
    expect(screen.queryByRole('textbox', { name: t('history-rename-label') })).toBeNull();
    screen.getByRole('region', { name: t('history-region') });
    await waitFor(() => expect(document.activeElement?.className).toContain('pick'));
    await press('{Escape}');
    expect(screen.queryByRole('region', { name: t('history-region') })).toBeNull();
  });
});

describe('a rule for old versions', () => {
  it('says how many would go, and is in force only when that is wanted', async () => {
    const client = await open();
    const { history } = client.newsroom.drafts.get('draft-1')!;
    const day = Date.UTC(2020, 3, 1, 12);
    const first = history.revisions[0]!;
    for (let nth = 0; nth < 5; nth += 1)
      history.revisions.unshift({ ...first, view: { ...first.view, id: `old-${nth}`, madeAt: day - nth } });
    const kept = () =>
      client.calls.filter(({ command }) => command === 'set_settings').map(({ request }) => request);
    await press('{Control>},{/Control}');
    const rule = await screen.findByRole<HTMLSelectElement>('combobox', { name: t('settings-history-rule') });
    await userEvent.selectOptions(rule, '90');
    const asked = await screen.findByRole('alertdialog', { name: t('thin-title', { count: 4 }) });
    expect(await faults()).toEqual([]);
    await userEvent.click(within(asked).getByRole('button', { name: t('cancel') }));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    expect([rule.value, kept()]).toEqual(['', []]);
    expect(document.getElementById('setting-history-note')).toBeNull();
    await userEvent.selectOptions(rule, '90');
    await userEvent.click(await screen.findByRole('button', { name: t('thin-confirm') }));
    await waitFor(() => expect(kept()).toMatchObject([{ historyDays: 90 }]));
    expect(rule.value).toBe('90');
    expect(document.getElementById('setting-history-note')?.textContent).toBe(t('settings-history-note'));
    await userEvent.selectOptions(rule, '');
    await waitFor(() => expect(kept()).toMatchObject([{ historyDays: 90 }, { historyDays: null }]));
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  });
});

describe('the main job', () => {
  it('goes from a blank page to a published article', async () => {
    const client = await open();
    await press('{Control>}n{/Control}');
    const headline = await screen.findByRole('textbox', { name: t('writing-headline') });
    await waitFor(() => expect(document.activeElement).toBe(headline));
    await userEvent.type(headline, 'Une nouvelle');
    const draft = client.calls.length && [...client.newsroom.drafts.keys()].at(-1);
    await client.call('resync', { draft: draft || '', text: 'Du texte.', caret: 0, known: 0 });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await waitFor(() => expect(client.calls.map(({ command }) => command)).toContain('publish'));
    await screen.findByText(/Publié sur/);
  });

  it('says what is missing and where to put it', async () => {
    await open();
    await press('{Control>}n{/Control}');
    const headline = await screen.findByRole('textbox', { name: t('writing-headline') });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(t('failure-headline-missing'));
    await userEvent.click(within(alert).getByRole('button', { name: t('remedy-headline') }));
    expect(document.activeElement).toBe(headline);
  });

  it('puts away what was missing once it is given', async () => {
    await open();
    await press('{Control>}n{/Control}');
    const headline = await screen.findByRole('textbox', { name: t('writing-headline') });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByRole('alert');
    await userEvent.type(headline, 'Une nouvelle');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('names the draft of a failure, and its remedy opens that draft', async () => {
    await open();
    await press('{Control>}n{/Control}');
    await screen.findByRole('button', { name: /^Sans titre/, current: true });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Sans titre');
    await userEvent.click(screen.getByRole('button', { name: /^(?!Actions).*Le port du Havre/ }));
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await userEvent.click(within(alert).getByRole('button', { name: t('remedy-headline') }));
    await screen.findByRole('button', { name: /^Sans titre/, current: true });
    const headline = screen.getByRole<HTMLTextAreaElement>('textbox', { name: t('writing-headline') });
    await waitFor(() => expect(document.activeElement).toBe(headline));
    expect(headline.value).toBe('');
  });

  it('says nothing more of a draft in the bin', async () => {
    await open();
    await press('{Control>}n{/Control}');
    const row = await screen.findByRole('button', { name: /^Sans titre/, current: true });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    await screen.findByRole('alert');
    row.focus();
    await press('{Delete}');
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('bins from the list by the keyboard, and takes it back', async () => {
    const client = await open();
    const row = await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    row.focus();
    await press('{ArrowDown}{Delete}');
    await waitFor(() => expect(client.calls.map(({ command }) => command)).toContain('bin_draft'));
    await userEvent.click(await screen.findByRole('button', { name: t('undo') }));
    await waitFor(() => expect(client.calls.map(({ command }) => command)).toContain('restore_draft'));
  });

  it('asks before it deletes for good', async () => {
    const client = await open();
    const row = await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    row.focus();
    await press('{Delete}');
    await userEvent.click(await screen.findByRole('button', { name: /^Corbeille/ }));
    const binned = await screen.findByRole('button', { name: /Le port du Havre.*À la corbeille/ });
    binned.focus();
    await press('{Delete}');
    const question = await screen.findByRole('alertdialog');
    await userEvent.click(within(question).getByRole('button', { name: t('cancel') }));
    expect(client.calls.map(({ command }) => command)).not.toContain('delete_draft');
    binned.focus();
    await press('{Delete}');
    const again = await screen.findByRole('alertdialog');
    await userEvent.click(within(again).getByRole('button', { name: t('delete-confirm') }));
    await waitFor(() => expect(client.calls.map(({ command }) => command)).toContain('delete_draft'));
  });

  it('asks before it closes over unsaved words', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const draft = client.calls.find(({ command }) => command === 'open_draft')?.request as string;
    client.emit({ event: 'notSaved', draft, failure: { code: 'disk_full', message: '' } });
    const stays = client.close();
    const question = await screen.findByRole('alertdialog');
    expect(question.textContent).toContain(t('failure-disk-full'));
    expect(question.textContent).toContain('«\u00a0Le port du Havre');
    await userEvent.click(within(question).getByRole('button', { name: t('cancel') }));
    expect(await stays).toBe(false);
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    const closes = client.close();
    const again = await screen.findByRole('alertdialog');
    await userEvent.click(within(again).getByRole('button', { name: t('close-unsaved-confirm') }));
    expect(await closes).toBe(true);
  });

  it('runs a command once for a key that is held, but the type grows on', async () => {
    const client = await open();
    const calls = (name: string) => client.calls.filter(({ command }) => command === name).length;
    const hold = (key: string) => {
      for (const repeat of [false, true, true])
        void fireEvent.keyDown(document.body, { key, ctrlKey: true, repeat });
    };
    hold('n');
    hold('+');
    await waitFor(() => expect([calls('new_draft'), calls('set_settings')]).toEqual([1, 3]));
  });

  it('names what an imported file says in vain', async () => {
    const client = await open();
    answerImport(client, { unknownKeys: ['layout'] });
    await press('{Control>}o{/Control}');
    await screen.findByText(/ne connaît pas layout/);
  });

  it('names the files whose pictures readers will not get, and the pictures', async () => {
    const client = await open();
    const picture = (address: string, linked: boolean) => ({
      finding: 'pictureNotSent' as const,
      address,
      linked,
    });
    answerImport(client, {
      findings: [
        { path: '/articles/port.md', findings: [picture('plan.png', false), picture('carte.png', false)] },
        { path: '/articles/loire.md', findings: [picture('https://x.example/eau.jpg', true)] },
      ],
    });
    await press('{Control>}o{/Control}');
    await screen.findByText(/^Dans loire\.md, une image est ailleurs/);
    const left = await screen.findByText(/^Dans port\.md, 2 images ne sont pas envoyées/);
    expect(left.closest('.notice')?.classList).toContain('note');
    const details = left.closest('.notice')?.querySelector('pre')?.textContent;
    expect(details).toBe('/articles/port.md\n  plan.png\n  carte.png');
  });

  it('names the draft that is not saved, and opens it', async () => {
    const client = await open();
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    const draft = client.calls.find(({ command }) => command === 'open_draft')?.request as string;
    client.emit({ event: 'notSaved', draft, failure: { code: 'disk_full', message: '' } });
    const status = within(screen.getByRole('contentinfo'));
    await status.findByRole('button', { name: /^Non enregistré/ });
    await press('{Control>}n{/Control}');
    const named = await status.findByRole('button', { name: /«.Le port du Havre.*n’est pas enregistré/ });
    expect(status.queryByRole('button', { name: /^Non enregistré/ })).toBeNull();
    await userEvent.click(named);
    await screen.findByRole('button', { name: /Le port du Havre/, current: true });
    await status.findByRole('button', { name: /^Non enregistré/ });
  });

  it('takes back what was typed in a field, and the draft follows', async () => {
    const client = await open();
    await press('{Control>}n{/Control}');
    const headline = await screen.findByRole<HTMLTextAreaElement>('textbox', { name: t('writing-headline') });
    await userEvent.type(headline, 'Une nouvelle');
    await press('{Control>}z{/Control}');
    expect(headline.value).toBe('');
    await press('{Control>}{Shift>}Z{/Shift}{/Control}');
    expect(headline.value).toBe('Une nouvelle');
    await press('{Control>}z{/Control}{Control>}y{/Control}');
    await waitFor(() => {
      const sent = client.calls.filter(({ command }) => command === 'set_fields').at(-1);
      expect(JSON.stringify(sent)).toContain('Une nouvelle');
    });
  });

  it('explains the sample article beside it, and beside no other', async () => {
    const client = memoryClient();
    const call = client.call.bind(client);
    client.call = async (command, request) => {
      const reply: unknown = await call(command, request);
      return (command === 'start' ? { ...(reply as object), firstStart: true } : reply) as never;
    };
    render(App, { client });
    const explained = () => screen.queryByText(/^Cet article est un exemple/);
    await waitFor(() => expect(explained()).not.toBeNull());
    await press('{Control>}n{/Control}');
    await waitFor(() => expect(explained()).toBeNull());
  });

  it('gives the address to copy where no browser opens', async () => {
    const client = await open();
    client.fail('open_address', { code: 'browser_missing', message: 'xdg-open: exit status: 3' });
    await press('{Control>}{Shift>}P{/Shift}{/Control}');
    const page = within(
      await screen.findByText(/^Publié sur/).then((words) => words.closest('.notice') as HTMLElement),
    );
    await userEvent.click(page.getByRole('button', { name: t('command-open-page') }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain(t('failure-browser-missing'));
    expect(alert.textContent).toMatch(/https?:\/\//);
    within(alert).getByRole('button', { name: t('command-copy-address') });
  });

  it('changes language in place', async () => {
    const client = await open();
    await press('{Control>},{/Control}');
    await userEvent.selectOptions(await screen.findByLabelText(t('settings-locale')), 'en');
    await screen.findByText('Interface language');
    expect(client.newsroom.settings.locale).toBe('en');
  });
});
