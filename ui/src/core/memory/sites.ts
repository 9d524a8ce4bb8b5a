// The sites of the library that is played in memory: what is at an address, which were added, what readers saw.
import type {
  AddSiteRequest,
  DiscoveredSite,
  DispatchView,
  Failure,
  FailureCode,
  LearntLook,
  PreviewReaders,
  ReceiptView,
  SiteKind,
  SitePreview,
  SiteView,
} from '../contract';

const LOCAL: SiteView = {
  id: 'local',
  name: 'Site local',
  url: 'http://127.0.0.1:8080',
  language: 'fr',
  timeZone: 'Europe/Paris',
  sections: ['tech', 'justice', 'climat', 'culture', 'monde'],
  kind: 'local',
  ownPage: true,
  schedules: false,
  unpublishes: true,
  previews: null,
  takes: { standfirst: true, section: true, tags: true, byline: true, language: true, pictures: true },
  tags: [],
  authors: [],
  newsletters: [],
  reachable: true,
  fault: null,
  look: null,
};

/** What runs at an address whose host has this word in it; a WordPress at any other. */
const SYSTEMS: readonly (readonly [word: string, kind: SiteKind])[] = [
  ['ghost', 'ghost'],
  ['micropub', 'micropub'],
  ['api', 'siteApi'],
];
const NAMES: Partial<Record<SiteKind, string>> = { wordPress: 'La Gazette', ghost: 'Le Phare' };
const DOORS: Partial<Record<SiteKind, { api: string; signIn: string }>> = {
  wordPress: { api: '/wp-json/', signIn: '/wp-admin/authorize-application.php' },
  ghost: { api: '/ghost/api/admin/', signIn: '/ghost/' },
};
const PREVIEWS: Partial<Record<SiteKind, PreviewReaders>> = {
  wordPress: 'signedIn',
  ghost: 'whoeverHasTheLink',
};
/** No credential is shorter. */
const SHORTEST_SECRET = 8;
const HASH = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

/** The sites, and the proofs of what went out to them. */
export class MemorySites {
  readonly list: SiteView[] = [{ ...LOCAL }];
  /** By dispatch. */
  readonly receipts = new Map<string, ReceiptView>();
  /** What of each draft is seen on sites before it is out. */
  readonly previews = new Map<string, SitePreview[]>();

  /** The site with this identifier; the first where there is none. */
  get(id: string): SiteView {
    return this.list.find((site) => site.id === id) ?? this.list[0] ?? LOCAL;
  }

  /** What is at an address: told by its host's name. */
  discover(address: string): DiscoveredSite {
    const { origin: home, hostname } = addressOf(address);
    const looks = [{ address: `${home}/`, saw: 'HTTP 200, no sign of a system' }];
    if (hostname.startsWith('rien'))
      throw refusal('site_not_understood', `no site that is known; ${home}/: HTTP 200, no sign of a system`);
    const kind = SYSTEMS.find(([word]) => hostname.includes(word))?.[1] ?? 'wordPress';
    const door = DOORS[kind];
    return {
      kind,
      home,
      name: NAMES[kind] ?? null,
      api: home + (door?.api ?? ''),
      signIn: door ? home + door.signIn : null,
      looks: [...looks, { address: home + (door?.api ?? '/'), saw: NAMES[kind] ?? kind }],
    };
  }

  /** Adds a site; a credential that is too short is one that the site does not know. */
  add({ kind, home, secret }: AddSiteRequest): SiteView {
    const { hostname } = addressOf(home);
    const known = this.list.find(({ url }) => url === home);
    if (known) throw refusal('site_known', known.name);
    if (kind !== 'folder' && secret.length < SHORTEST_SECRET)
      throw refusal('site_refused_credential', 'HTTP 401 rest_not_logged_in');
    const site: SiteView = {
      ...LOCAL,
      id: home,
      kind,
      name: NAMES[kind] ?? hostname,
      url: home,
      ownPage: kind === 'siteApi',
      previews: PREVIEWS[kind] ?? null,
      sections: kind === 'folder' ? [] : LOCAL.sections,
    };
    this.list.push(site);
    return site;
  }

  /** Another password for a site; one that is too short is one that the site does not know. */
  renew(id: string, secret: string): SiteView {
    const site = this.list.find((known) => known.id === id);
    if (!site) throw refusal('site_missing', id);
    if (secret.length < SHORTEST_SECRET)
      throw refusal('site_refused_credential', 'HTTP 401 rest_not_logged_in');
    return site;
  }

  /** Learns what a site looks like, from a page of it that is always the same. */
  learn(id: string, learntAt: number): LearntLook {
    const at = this.list.findIndex((site) => site.id === id);
    const site = this.list[at];
    if (!site) throw refusal('site_missing', id);
    if (site.name === NAMES.ghost) throw refusal('look_nothing_out', '');
    const look: LearntLook = {
      learntAt,
      address: `${site.url}/2026/11/le-bac-reprend-son-service/`,
      lacks: ['standfirst', 'decoration'],
    };
    this.list[at] = { ...site, look };
    return look;
  }

  /** A draft is seen on a site before it is out. */
  show(draft: string, id: string, sentAt: number): SitePreview {
    const { name, url, previews: readers } = this.get(id);
    if (readers === null) throw refusal('previews_not_there', name);
    const address = `${url}/?p=1&preview=true`;
    const shown = { site: id, siteName: name, address, readers, sentAt, leaves: false, failure: null };
    this.hide(draft, id);
    this.previews.set(draft, [...(this.previews.get(draft) ?? []), shown]);
    return shown;
  }

  /** It is seen there no longer. */
  hide(draft: string, id: string): void {
    const others = (this.previews.get(draft) ?? []).filter(({ site }) => site !== id);
    this.previews.set(draft, others);
  }

  /** A dispatch arrived, and readers see what was sent. */
  prove(dispatch: DispatchView, moment: number): void {
    const { id, address, attempts } = dispatch;
    dispatch.verified = true;
    this.receipts.set(id, {
      dispatch: id,
      answeredAt: moment,
      address: address ?? LOCAL.url,
      remoteId: id.replace(/\D+/g, ''),
      remoteVersion: `"${attempts}"`,
      sentHash: HASH,
      seenHash: HASH,
      seenAt: moment,
      verified: true,
      nothingSent: false,
      differences: [],
      picturesClean: 0,
      picturesWaiting: 0,
    });
  }
}

function addressOf(address: string): URL {
  try {
    return new URL(/^https?:/.test(address) ? address : `https://${address.trim()}`);
  } catch {
    throw refusal('field_invalid', `no address: ${address}`);
  }
}

function refusal(code: FailureCode, message: string): Failure {
  return { code, message };
}
