// A draft on its sites: where it goes, how it stands on each, what the big button does with all of them. Asks nobody.

import type {
  DispatchView,
  DraftDestination,
  DraftStatus,
  Fields,
  PublicationView,
  SiteView,
} from '../../core/contract';
import { isOpen, mainAction, type MainAction } from './state.svelte';

/** How a draft stands on one site. */
export type PlaceState =
  | 'none'
  | 'waiting'
  | 'sending'
  | 'unknown'
  | 'failed'
  | 'scheduled'
  | 'withdrawn'
  | 'takenOff'
  | 'drifted'
  | 'differs'
  | 'behind'
  | 'live';

/** One of the sites that a draft goes to, or is on. */
export interface Place {
  site: SiteView;
  /** Whether it goes there. */
  chosen: boolean;
  /** What it says otherwise there; `null` where the desk chose the site. */
  destination: DraftDestination | null;
  publication: PublicationView | null;
  /** The newest promise of it to this site. */
  dispatch: DispatchView | null;
}

/** The places of a draft in the sites' order: those that it goes to, else the `usual` one, and those where it is. */
export function placesOf(
  sites: readonly SiteView[],
  destinations: Fields['destinations'],
  publications: readonly PublicationView[],
  dispatches: readonly DispatchView[],
  usual: string | null,
): Place[] {
  const places = sites.map((site): Place => {
    const destination = destinations.find((to) => to.site === site.id) ?? null;
    return {
      site,
      chosen: destinations.length > 0 ? destination !== null : site.id === usual,
      destination,
      publication: publications.find((there) => there.site === site.id) ?? null,
      dispatch: dispatches.find((promised) => promised.site === site.id) ?? null,
    };
  });
  return places.filter(({ chosen, publication }) => chosen || publication !== null);
}

/** What she must know first of a place. */
export function stateOf({ publication, dispatch }: Pick<Place, 'publication' | 'dispatch'>): PlaceState {
  switch (dispatch?.state) {
    case 'waiting':
    case 'sending':
    case 'unknown':
    case 'failed':
      return dispatch.state;
    case 'done':
    case 'cancelled':
    case 'superseded':
    case undefined:
  }
  if (publication === null) return 'none';
  if (publication.goesLive !== null) return 'scheduled';
  if (publication.withdrawn) return 'takenOff';
  if (!publication.live) return 'withdrawn';
  if (publication.drifted) return 'drifted';
  if (publication.verified === false) return 'differs';
  return publication.behind ? 'behind' : 'live';
}

/** Whether a state is good news, bad news, on its way, or neither. */
export function toneOf(state: PlaceState): 'ok' | 'warn' | 'busy' | 'plain' {
  switch (state) {
    case 'live':
      return 'ok';
    case 'unknown':
    case 'failed':
    case 'takenOff':
    case 'drifted':
    case 'differs':
      return 'warn';
    case 'waiting':
    case 'sending':
    case 'scheduled':
      return 'busy';
    case 'none':
    case 'withdrawn':
    case 'behind':
      return 'plain';
  }
}

/** The publication by which a draft is known where only one can be told: a live one, else the last. */
export function mainPublication(all: readonly PublicationView[]): PublicationView | null {
  return all.findLast(({ live }) => live) ?? all.at(-1) ?? null;
}

/** What the big button would do with all the chosen places: whatever one of them needs. */
export function actionEverywhere(
  status: DraftStatus | null,
  chosen: readonly Place[],
  outdated: boolean,
): MainAction {
  const actions = chosen.map(({ publication, dispatch }) =>
    mainAction(ownStatus(status, publication), publication, dispatch, outdated),
  );
  const first = (
    ['restore', 'replace', 'reschedule', 'update', 'publish', 'underWay', 'bringBack', 'scheduled'] as const
  ).find((action) => actions.includes(action));
  return first ?? 'upToDate';
}

/** The status as if there were this place alone. */
function ownStatus(status: DraftStatus | null, publication: PublicationView | null): DraftStatus | null {
  if (status === 'binned' || !publication?.live) return status;
  return publication.behind ? 'changed' : 'published';
}

/** What several places come to. */
export interface PlacesSummary {
  /** The message; says that readers have it everywhere only where they do. */
  words: string;
  out: number;
  total: number;
  tone: 'ok' | 'warn' | 'busy' | 'plain';
  /** Whether anything was ever promised or out: else there is nothing to sum up. */
  known: boolean;
}

/** Sums up the places that a draft goes to. Green is what was verified on each. */
export function summaryOfPlaces(chosen: readonly Place[]): PlacesSummary {
  const tones = chosen.map((place) => toneOf(stateOf(place)));
  const out = chosen.filter(({ publication }) => publication?.live && !publication.behind).length;
  const everywhere = out === chosen.length && tones.every((tone) => tone === 'ok');
  const proved = everywhere && chosen.every(({ publication }) => publication?.verified === true);
  const worst = tones.includes('warn') ? 'warn' : tones.includes('busy') ? 'busy' : 'plain';
  return {
    words: everywhere ? 'chip-everywhere' : 'chip-places',
    out,
    total: chosen.length,
    tone: proved ? 'ok' : worst,
    known: chosen.some(
      ({ publication, dispatch }) => publication !== null || (dispatch && isUndone(dispatch)),
    ),
  };
}

function isUndone(dispatch: DispatchView): boolean {
  return isOpen(dispatch) || dispatch.state === 'failed';
}
