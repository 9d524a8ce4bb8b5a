// The way of a draft's fields to the library: gathered for a moment, then sent whole, one sending at a time.
import { asFailure, type Client } from '../../core/client';
import type { Failure, Fields, FieldsReply } from '../../core/contract';
import { Patience } from './patience';
import { PAUSES, type Progress, type SyncListener } from './text-sync';

/** How long fields are gathered before they are sent, milliseconds. */
export const GATHER = 150;

/** The loop for one draft. */
export class FieldsSync {
  readonly #client: Client;
  readonly #draft: string;
  readonly #listener: SyncListener<FieldsReply>;
  #wanted: Fields | null = null;
  /** The fields as the core last said them to be. */
  #kept: Fields;
  #flight: Promise<void> | null = null;
  #failure: Failure | null = null;
  #held = 0;
  #tries = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #patience = new Patience(() => this.#moved());
  #waiting: (() => void)[] = [];

  /** Fields as they were opened, safe. */
  constructor(client: Client, draft: string, fields: Fields, listener: SyncListener<FieldsReply>) {
    this.#client = client;
    this.#draft = draft;
    this.#kept = fields;
    this.#listener = listener;
  }

  /** Whether nothing set is still unsent. */
  get clean(): boolean {
    return this.#wanted === null;
  }

  /** What is set and not yet kept; `null` when all is. */
  get wanted(): Fields | null {
    return this.#wanted;
  }

  /** The draft was opened again, with nothing unsent. */
  reopened(fields: Fields): void {
    this.#kept = fields;
  }

  /** How far the fields are. */
  get progress(): Progress {
    if (this.#failure) return this.#failure;
    if (this.#settled) return 'saved';
    return this.#patience.failure ?? 'saving';
  }

  /** The fields are these now. */
  set(fields: Fields): void {
    this.#wanted = fields;
    this.#timer ??= setTimeout(() => this.#kick(), GATHER);
    this.#moved();
  }

  /** Sends what is gathered; resolves when all is safe or a reason is known why it is not. */
  settled(): Promise<void> {
    this.#kick();
    if (this.#patience.failure) return Promise.resolve();
    if (!this.#flight && this.progress !== 'saving') return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Sends what is gathered and resolves when nothing is in flight; nothing is sent until `release`. */
  async hold(): Promise<void> {
    this.#kick();
    while (this.#flight) await this.#flight;
    this.#held += 1;
  }

  /** Ends a `hold`. */
  release(): void {
    this.#held -= 1;
    if (this.#wanted) this.#timer ??= setTimeout(() => this.#kick(), GATHER);
  }

  /** Forgets its timers. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#patience.stop();
    this.#held = Infinity;
  }

  get #settled(): boolean {
    return this.#wanted === null && this.#flight === null;
  }

  #kick(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#flight || this.#held > 0 || !this.#wanted) return;
    this.#flight = this.#send(this.#wanted);
  }

  /** What the listener makes of an answer is its own affair: the fields are kept by then. */
  async #send(fields: Fields): Promise<void> {
    let reply: FieldsReply;
    try {
      const request = { draft: this.#draft, fields: wellFormed(fields), was: wellFormed(this.#kept) };
      reply = await this.#client.call('set_fields', request);
    } catch (thrown) {
      return this.#failed(asFailure(thrown));
    }
    this.#done(fields, reply.fields);
    this.#listener.answered(reply);
  }

  #done(sent: Fields, kept: Fields): void {
    this.#flight = null;
    this.#failure = null;
    this.#tries = 0;
    this.#patience.renew();
    this.#kept = kept;
    if (this.#wanted === sent) this.#wanted = null;
    else if (this.#wanted) {
      this.#wanted = rebased(this.#wanted, sent, kept);
      this.#kick();
    }
    this.#moved();
  }

  /** What the core finds invalid stays invalid until it is changed; everything else is tried again. */
  #failed(failure: Failure): void {
    console.error(`draft ${this.#draft}: fields not kept`, failure);
    this.#flight = null;
    this.#failure = failure;
    this.#patience.renew();
    if (failure.code !== 'field_invalid') {
      this.#timer ??= setTimeout(() => this.#kick(), PAUSES[Math.min(this.#tries, PAUSES.length - 1)]);
      this.#tries += 1;
    }
    this.#moved();
  }

  #moved(): void {
    if (this.#settled) this.#patience.renew();
    else this.#patience.watch();
    if (this.progress !== 'saving') for (const resolve of this.#waiting.splice(0)) resolve();
    this.#listener.moved();
  }
}

/** Fields without half a surrogate pair, which has no form on the wire. */
function wellFormed(fields: Fields): Fields {
  return JSON.parse(JSON.stringify(fields), (_key, value: unknown) =>
    typeof value === 'string' ? value.toWellFormed() : value,
  ) as Fields;
}

/** Fields that were set on top of those that were sent, on top of what others made of these. */
function rebased(wanted: Fields, sent: Fields, kept: Fields): Fields {
  const names = Object.keys(wanted) as (keyof Fields)[];
  const set = names.filter((name) => wanted[name] !== sent[name]).map((name) => [name, wanted[name]]);
  return { ...kept, ...(Object.fromEntries(set) as Partial<Fields>) };
}
