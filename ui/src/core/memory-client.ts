// A core played in memory: tests and development in a browser. Believable, never used in the shipped window.
import {
  asFailure,
  type Client,
  type Command,
  type DroppedThere,
  type ReplyOf,
  type RequestOf,
} from './client';
import type { Event, Failure } from './contract';
import { MemoryNewsroom } from './memory/newsroom';
import { SAMPLES, type Sample } from './memory/samples';

/** The copy is read whenever the text rests: no call of anybody's. */
const READ_BY_ITSELF = new Set<Command>(['read_copy', 'read_across']);

/** How the memory behaves. */
export interface MemoryOptions {
  /** What lies in the library; the samples unless told otherwise. */
  drafts?: Sample[];
  /** Milliseconds until a reply; 0 replies in the same task. */
  latency?: number;
  /** Milliseconds until the journal holds a change; `null` waits for `commit`. */
  journal?: number | null;
  /** `fr` or `en`. */
  locale?: string;
}

/** The client, and what a test does behind its back. */
export interface MemoryClient extends Client {
  /** What the core holds. */
  readonly newsroom: MemoryNewsroom;
  /** Every call so far, in order. */
  readonly calls: { command: Command; request: unknown }[];
  /** The next calls of this command fail before the core has done anything. */
  fail(command: Command, failure: Failure, times?: number): void;
  /** The next call of this command is done, and its reply lost. */
  lose(command: Command): void;
  /** Replies wait until what it returns is called. */
  pause(): () => void;
  /** An event from the core. */
  emit(event: Event): void;
  /** Another program lets go of something over the window. */
  drop(dropped: DroppedThere): void;
  /** Asks the window to close; whether it does. */
  close(): Promise<boolean>;
}

/** A core in memory. */
export function memoryClient(options: MemoryOptions = {}): MemoryClient {
  const handlers = new Set<(event: Event) => void>();
  const failing = new Map<Command, { failure: Failure; times: number }>();
  const losing = new Set<Command>();
  const droppers = new Set<(dropped: DroppedThere) => void>();
  const askers: (() => Promise<boolean>)[] = [];
  const calls: MemoryClient['calls'] = [];
  let gate: Promise<void> | null = null;
  const emit = (event: Event) => handlers.forEach((handler) => handler(event));
  const journal = options.journal === undefined ? 30 : options.journal;
  const newsroom = new MemoryNewsroom(options.drafts ?? SAMPLES, options.locale ?? 'fr', journal, emit);

  async function arrive(): Promise<void> {
    if (gate) await gate;
    const latency = options.latency ?? 0;
    if (latency > 0) await new Promise((resolve) => setTimeout(resolve, latency));
  }

  return {
    newsroom,
    calls,
    emit,
    async call<C extends Command>(command: C, request: RequestOf<C>): Promise<ReplyOf<C>> {
      if (!READ_BY_ITSELF.has(command)) calls.push({ command, request: structuredClone(request) });
      const fault = failing.get(command);
      if (fault && fault.times > 0) {
        fault.times -= 1;
        await arrive();
        throw fault.failure;
      }
      try {
        const reply = structuredClone(newsroom.run(command, structuredClone(request)));
        await arrive();
        if (losing.delete(command)) throw new Error('the reply was lost');
        return reply;
      } catch (thrown) {
        throw asFailure(thrown);
      }
    },
    listen(handler) {
      handlers.add(handler);
      return () => void handlers.delete(handler);
    },
    onDrop(handler) {
      droppers.add(handler);
      return () => void droppers.delete(handler);
    },
    drop: (dropped) => droppers.forEach((handler) => handler(dropped)),
    beforeClose: (ask) => void askers.push(ask),
    async close() {
      for (const ask of askers) if (!(await ask())) return false;
      return true;
    },
    fail: (command, failure, times = 1) => void failing.set(command, { failure, times }),
    lose: (command) => void losing.add(command),
    pause() {
      let open = () => undefined as void;
      gate = new Promise((resolve) => (open = resolve));
      return () => {
        gate = null;
        open();
      };
    },
  };
}
