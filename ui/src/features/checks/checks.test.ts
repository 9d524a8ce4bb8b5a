// The checks: weighed and in words, led to, mended; and an article that one holds back until it is mended or a reason is given.

import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryClient } from '../../core/memory-client';
import type { Check, CopyFinding, LinkAnswer } from '../../core/contract';
import { LOCALES, setLocale, t } from '../../locales/index.svelte';
import ChecksPanel from './ChecksPanel.svelte';
import { Checks } from './state.svelte';
import { kindName, safeFix, wordsOfCheck, type Names } from './words';

const mark: CopyFinding = {
  from: 3,
  to: 5,
  text: 'TK',
  about: { is: 'mark' },
  replacements: [],
  rule: 'mark',
};
const quote: CopyFinding = {
  from: 9,
  to: 10,
  text: '«',
  about: { is: 'unclosed' },
  replacements: [],
  rule: 'unclosed',
};
const twice: CopyFinding = {
  from: 20,
  to: 23,
  text: ' le',
  about: { is: 'saidTwice', word: 'le' },
  replacements: [''],
  rule: 'said-twice',
};

const link = (kind: string, answer: LinkAnswer): Check => ({
  kind,
  weight: 'advice',
  about: { is: 'link', address: 'https://a.example/pont#mai', places: [[4, 40]], answer },
});

const ALL: Check[] = [
  { kind: 'to-come', weight: 'required', about: { is: 'copy', finding: mark } },
  { kind: 'to-come', weight: 'required', about: { is: 'markIn', field: 'headline', mark: 'XXX' } },
  { kind: 'section', weight: 'warning', about: { is: 'missing', field: 'section' } },
  {
    kind: 'headline-length',
    weight: 'warning',
    about: { is: 'tooLong', field: 'headline', length: 104, most: 90, site: 'Le Quai' },
  },
  {
    kind: 'slug',
    weight: 'warning',
    about: { is: 'slugTaken', slug: 'le-pont', site: 'Le Quai', draft: 'other', headline: 'Le pont' },
  },
  { kind: 'embargo', weight: 'advice', about: { is: 'embargo', until: 0, timeZone: 'Europe/Paris' } },
  { kind: 'correction', weight: 'advice', about: { is: 'article', finding: { finding: 'changedUnsaid' } } },
  { kind: 'spelling', weight: 'advice', about: { is: 'copies', count: 4, first: mark } },
  link('dead-link', { is: 'missing' }),
  link('dead-link', { is: 'failing', status: 503 }),
  link('moved-link', { is: 'moved', to: 'https://b.example/' }),
  link('cited-page', { is: 'changed', since: 0, missing: ['on ouvrira en mai'] }),
  { kind: 'unsure-link', weight: 'advice', about: { is: 'linksWaiting', count: 3 } },
  { kind: 'sentences', weight: 'advice', about: { is: 'copy', finding: twice } },
];

const names: Names = { copy: (about) => `[${about.is}]`, whyNot: String };

beforeEach(() => setLocale('fr'));

describe('the checks', () => {
  it('are said in one sentence each, in every language', () => {
    for (const locale of LOCALES) {
      setLocale(locale);
      const words = ALL.map((check) => wordsOfCheck(check, names));
      expect(new Set(words).size).toBe(ALL.length);
      expect(words.join(' ')).not.toMatch(/check-|undefined/);
      expect(words[1]).toContain('XXX');
      expect(words[3]).toMatch(/104.*90|90.*104/);
      expect(words[7]).toContain('4');
      for (const { kind } of ALL) expect(kindName(kind)).not.toBe(`check-${kind}`);
    }
  });

  it('offer to mend only what has one answer', () => {
    expect(ALL.map(safeFix).filter((fix) => fix !== null)).toEqual(['']);
  });

  it('leads on to a new address with its fragment, and to no home page instead of an article', () => {
    const to = (address: string) => safeFix(link('moved-link', { is: 'moved', to: address }));
    expect(to('https://b.example/pont')).toBe('https://b.example/pont#mai');
    expect(to('https://b.example/')).toBeNull();
  });

  it('stand by what they weigh, lead to their places and are mended there', async () => {
    const client = memoryClient({ drafts: [{ fields: {}, text: 'x', status: 'draft', age: 0 }] });
    client.newsroom.outbox.found = ALL;
    const checks = new Checks(client, vi.fn());
    await checks.read({ draft: 'draft-1', sites: ['local'] });
    const [go, onfix] = [vi.fn(), vi.fn()];
    const placeOf = (check: Check) => (check.kind === 'embargo' ? null : () => void go(check));
    render(ChecksPanel, { checks, isOpen: true, names, placeOf, onfix, onfile: vi.fn(), onlinks: vi.fn() });
    const titles = screen.getAllByRole('heading').map(({ textContent }) => textContent);
    expect(titles).toEqual([
      t('checks-required', { count: 2 }),
      t('checks-warning', { count: 3 }),
      t('checks-advice', { count: 9 }),
    ]);
    const required = within(screen.getByRole('region', { name: titles[0] ?? '' }));
    await userEvent.click(required.getByRole('button', { name: /\[mark\]/ }));
    expect(go).toHaveBeenCalledWith(ALL[0]);
    await userEvent.click(screen.getByRole('button', { name: t('copy-remove') }));
    expect(onfix).toHaveBeenCalledWith(ALL[13]);
    expect(screen.queryByRole('button', { name: /embargo/i })).toBeNull();
  });

  it('of another draft are forgotten at once, and an old answer shows nothing', async () => {
    const client = memoryClient({
      drafts: ['a', 'b'].map((text) => ({ fields: {}, text, status: 'draft' as const, age: 0 })),
    });
    client.newsroom.outbox.found = ALL;
    const checks = new Checks(client, vi.fn());
    await checks.read({ draft: 'draft-1', sites: [] });
    expect(checks.list).toHaveLength(ALL.length);
    const resume = client.pause();
    const reading = checks.read({ draft: 'draft-2', sites: [] });
    expect(checks.list).toBeNull();
    await checks.read(null);
    resume();
    await reading;
    expect(checks.list).toBeNull();
  });

  it('lets go for a reason, and for none without one', () => {
    const checks = new Checks(memoryClient({ drafts: [] }), vi.fn());
    const go = vi.fn();
    checks.hold({
      checks: [{ kind: 'quotes', weight: 'required', about: { is: 'copy', finding: quote } }],
      others: [],
      isUpdate: false,
      go,
    });
    checks.reason = ' — ';
    checks.go();
    expect(go).not.toHaveBeenCalled();
    checks.reason = ' le chiffre arrive à 18 h ';
    checks.go();
    expect(go).toHaveBeenCalledWith('le chiffre arrive à 18 h');
    expect(checks.held).toBeNull();
  });
});
