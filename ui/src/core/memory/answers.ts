// How the parts of the core that is played in memory answer commands, and refuse them.
import type { Command, ReplyOf, RequestOf } from '../client';
import type { Failure, FailureCode } from '../contract';

/** What is answered to each of these commands. */
export type Answers<C extends Command> = { [K in C]: (request: RequestOf<K>) => ReplyOf<K> };

/** What a command fails with. */
export function failure(code: FailureCode, message: string): Failure {
  return { code, message };
}
