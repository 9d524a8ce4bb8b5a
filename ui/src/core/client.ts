// The edge to the core as the interface sees it: typed commands and events. Knows no transport.
import type { Commands, Event, Failure } from './contract';

/** A command's name. */
export type Command = keyof Commands;
/** What a command is asked. */
export type RequestOf<C extends Command> = Commands[C]['request'];
/** What a command answers. */
export type ReplyOf<C extends Command> = Commands[C]['reply'];

/** What another program let go of over the window. */
export interface DroppedThere {
  /** Paths of files, and addresses. */
  names: readonly string[];
  /** Where in the window, CSS pixels. */
  x: number;
  y: number;
}

/** Talks to the core. */
export interface Client {
  /** Runs a command; rejects with a `Failure`, never with anything else. */
  call<C extends Command>(command: C, request: RequestOf<C>): Promise<ReplyOf<C>>;
  /** Hears every event from now on; call what it returns to stop. */
  listen(handler: (event: Event) => void): () => void;
  /** Hears what other programs let go of over the window; call what it returns to stop. */
  onDrop(handler: (dropped: DroppedThere) => void): () => void;
  /** Asks before the window closes, each time it is asked to, after whoever asked to be heard before; `false` keeps it open. */
  beforeClose(ask: () => Promise<boolean>): void;
}

/** Makes a `Failure` of whatever was thrown, so that a defect is shown like any other failure. */
export function asFailure(thrown: unknown): Failure {
  if (isFailure(thrown)) return thrown;
  return {
    code: 'internal',
    message: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
  };
}

function isFailure(thrown: unknown): thrown is Failure {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'message' in thrown;
}
