// Whether the window closes while something still waits in its grace: asked, so that nothing goes out, or stays here, unnoticed.

import type { DispatchView } from '../core/contract';
import { graceOf, restsUntil } from '../features/publishing/hours';
import type { Desk } from './desk.svelte';
import { askToClose } from './questions';

/** What of the desk it needs. */
export type Closing = Pick<Desk, 'ask' | 'publishing'>;

/** Asks where something waits in its grace; resolves to whether the window may close. */
export async function mayClose(desk: Closing): Promise<boolean> {
  const resting = desk.publishing.dispatches.filter(restsInGrace);
  if (resting.length === 0) return true;
  return new Promise((answer) => desk.ask(askToClose(resting, answer, () => takeAllBack(desk, resting))));
}

function restsInGrace(dispatch: DispatchView): boolean {
  return graceOf(dispatch) !== null && restsUntil(dispatch, Date.now()) !== null;
}

/** Whether all of them could be taken back; what could not is told by its failure. */
async function takeAllBack(
  { publishing }: Pick<Desk, 'publishing'>,
  resting: readonly DispatchView[],
): Promise<boolean> {
  const taken: boolean[] = [];
  for (const { id } of resting) taken.push(await publishing.cancel(id));
  return taken.every((done) => done);
}
