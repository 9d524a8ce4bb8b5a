// The loop that keeps the core's text the same as the editor's: one change in flight, the rest composed.
import { ChangeSet } from '@codemirror/state';
import { asFailure, type Client } from '../../core/client';
import type { Change, EditReply, Failure } from '../../core/contract';
import { Patience } from './patience';

/** The editor's text, read only when a whole text has to be sent. */
export interface LiveText {
  text(): string;
  length(): number;
  caret(): number;
}

/** Who hears of it, always in the task in which it happens. */
export interface SyncListener<Reply> {
  /** The core answered. */
  answered(reply: Reply): void;
  /** The house sets some of what was typed or pasted otherwise; these changes are the writer's own. */
  retouched?(changes: ChangeSet): void;
  /** Others wrote too: the editor's text takes these changes, which are not the writer's. */
  outside?(changes: ChangeSet): void;
  /** `progress` may say something else now. */
  moved(): void;
}

/** Where the core stands with a text: the last change it has applied, and the last one the journal holds. */
export interface Standing {
  sequence: number;
  durable: number;
}

/** How far the writer's work is: all of it safe, on its way, or held up. */
export type Progress = 'saved' | 'saving' | Failure;

/** Where what was pasted stands, UTF-16 units. */
export interface Pasted {
  from: number;
  to: number;
}

/** Pauses before a failed sending is tried again, milliseconds; the last one goes on. */
export const PAUSES = [500, 1000, 2000, 5000];

/** The loop for one draft. */
export class TextSync {
  readonly #client: Client;
  readonly #draft: string;
  readonly #live: LiveText;
  readonly #listener: SyncListener<EditReply>;

  /** The last change the core has applied. */
  #applied: number;
  /** The last change the journal holds. */
  #durable: number;
  /** What was typed since the last sending. */
  #pending: ChangeSet | null = null;
  /** Where signs end that she typed since, in the editor's text. */
  #signs: number[] = [];
  /** What she pasted and the house did not set yet, where it stands in the editor's text. */
  #pasted: Pasted[] = [];
  /** Changes since the core was asked about what was pasted; `null` while it is not. */
  #since: ChangeSet | null = null;
  /** The core's text is not known to be ours: the whole text goes next. */
  #apart = false;
  #flight: Promise<void> | null = null;
  #held = 0;
  /** Why the last sending failed. */
  #failure: Failure | null = null;
  /** Why the journal takes nothing; it tries again by itself. */
  #refused: Failure | null = null;
  /** The length the core found too large; nothing as long is sent again. */
  #tooLarge = Infinity;
  #tries = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;
  readonly #patience = new Patience(() => this.#moved());
  #waiting: (() => void)[] = [];

  /** A text as it was opened: the core stands at `sequence`, the journal at `durable`. */
  constructor(
    client: Client,
    draft: string,
    { sequence, durable }: Standing,
    live: LiveText,
    listener: SyncListener<EditReply>,
  ) {
    this.#client = client;
    this.#draft = draft;
    this.#applied = sequence;
    this.#durable = durable;
    this.#live = live;
    this.#listener = listener;
  }

  /** The last change the core has applied. */
  get applied(): number {
    return this.#applied;
  }

  /** Whether nothing typed is still unsent. */
  get clean(): boolean {
    return this.#pending === null && !this.#apart;
  }

  /** Whether the core has this very text. */
  get quiet(): boolean {
    return this.clean && this.#flight === null;
  }

  /** How far the text is. */
  get progress(): Progress {
    const failure = this.#failure ?? this.#refused;
    if (failure) return failure;
    if (this.#settled) return 'saved';
    return this.#patience.failure ?? 'saving';
  }

  /**
   * The editor's text changed; `sign` is where a sign ends that was typed, `pasted` where what was pasted stands. Costs
   * what the change costs, whatever the text's length.
   */
  changed(changes: ChangeSet, sign: number | null = null, pasted: readonly Pasted[] = []): void {
    this.#signs = this.#signs.map((end) => changes.mapPos(end, -1));
    this.#pasted = [...stillThere(this.#pasted, changes), ...pasted];
    this.#since &&= this.#since.compose(changes);
    if (sign !== null) this.#signs.push(sign);
    this.#pending = this.#pending ? this.#pending.compose(changes) : changes;
    this.#pump();
    this.#moved();
  }

  /** The editor's text is not the one that was opened; the core takes it whole. */
  sendWhole(): void {
    this.#apart = true;
    this.#pump();
    this.#moved();
  }

  /** Others changed the core's text: both are merged there, with what is not sent yet. */
  behind(): void {
    this.sendWhole();
  }

  /** The draft was opened again. What the journal holds, only the journal says: here, or before in an event. */
  reopened({ sequence, durable }: Standing): void {
    this.#applied = sequence;
    this.#durable = Math.min(sequence, Math.max(this.#durable, durable));
    this.#moved();
  }

  /**
   * The core changed its text by itself while nothing was in flight and the text was `length` long: the editor takes
   * that, and what was typed since goes on top of it.
   */
  followed(changes: Change[], length: number, reply: EditReply, take: (changes: ChangeSet) => void): void {
    this.#rebase(changes, length, take);
    // The editor knows one kind of line end: a text that has others is not the core's.
    if (changes.some(({ insert }) => insert.includes('\r'))) this.#apart = true;
    this.#answered(reply);
  }

  /** The journal holds everything up to `sequence`. */
  saved(sequence: number): void {
    this.#durable = Math.max(this.#durable, sequence);
    this.#refused = null;
    this.#patience.renew();
    this.#moved();
  }

  /** The journal refused a change. */
  notSaved(failure: Failure): void {
    this.#refused = failure;
    this.#moved();
  }

  /** Sends what waits for a pause; resolves when all is safe or a reason is known why it is not. */
  settled(): Promise<void> {
    this.#kick();
    if (this.#settled || this.#patience.failure) return Promise.resolve();
    if (this.#flight === null && this.progress !== 'saving') return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Resolves when nothing is in flight; nothing is sent until `release`. */
  async hold(): Promise<void> {
    this.#kick();
    while (this.#flight) await this.#flight;
    this.#held += 1;
  }

  /** Ends a `hold`. */
  release(): void {
    this.#held -= 1;
    this.#pump();
  }

  /** Forgets its timers; what is in flight is no longer heard of. */
  stop(): void {
    clearTimeout(this.#retry);
    this.#patience.stop();
    this.#held = Infinity;
  }

  get #settled(): boolean {
    return this.clean && this.#flight === null && this.#durable >= this.#applied;
  }

  #kick(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#pump();
  }

  #pump(): void {
    if (this.#flight || this.#held > 0 || this.#retry !== undefined || this.clean) return;
    if (this.#live.length() >= this.#tooLarge) return;
    this.#flight = this.#apart ? this.#resync() : this.#edit();
  }

  async #edit(): Promise<void> {
    const changes = this.#pending ? wireChanges(this.#pending) : [];
    const length = this.#live.length();
    const signs = this.#signs.splice(0);
    this.#pending = null;
    try {
      const reply = await this.#client.call('edit', {
        draft: this.#draft,
        sequence: this.#applied + 1,
        changes,
        length,
        caret: this.#live.caret(),
        signs,
      });
      const retouches = since(this.#pending, reply.retouches, length);
      this.#answered(reply);
      if (!retouches.empty) this.#listener.retouched?.(retouches);
    } catch (thrown) {
      this.#failed(asFailure(thrown));
    }
  }

  /** Asks how the house sets what was pasted, once the core has it; nothing waits for the answer. */
  async #setPasted(): Promise<void> {
    const [next] = this.#pasted;
    if (!next || this.#since || !this.quiet) return;
    const length = this.#live.length();
    const sequence = this.#applied;
    this.#since = ChangeSet.empty(length);
    let wanted: Change[] | null = [];
    try {
      wanted = await this.#client.call('pasted', { draft: this.#draft, sequence, ...next });
    } catch (thrown) {
      console.warn(`draft ${this.#draft}: what was pasted stays as it came`, thrown);
    }
    const changed = this.#since as ChangeSet | null;
    this.#since = null;
    // Others wrote meanwhile, or the draft was left for good.
    if (changed === null || this.#held === Infinity) return;
    if (wanted !== null) this.#pasted.shift();
    const retouches = since(changed, wanted ?? [], length);
    if (!retouches.empty) this.#listener.retouched?.(retouches);
    // The text that was meant is not the core's any more: asked again for the one that is.
    if (wanted !== null || sequence !== this.#applied) void this.#setPasted();
  }

  async #resync(): Promise<void> {
    this.#pending = null;
    this.#signs = [];
    this.#apart = false;
    const text = this.#live.text().toWellFormed();
    try {
      const caret = this.#live.caret();
      const known = this.#applied;
      const reply = await this.#client.call('resync', { draft: this.#draft, text, caret, known });
      if (reply.outside) this.#rebase(reply.outside, text.length);
      this.#answered(reply);
    } catch (thrown) {
      this.#failed(asFailure(thrown), PAUSES);
    }
  }

  /** Puts what others wrote into the editor's text, and what was typed meanwhile on top of it. */
  #rebase(
    lacking: Change[],
    length: number,
    take = (changes: ChangeSet) => {
      if (!changes.empty) this.#listener.outside?.(changes);
    },
  ): void {
    this.#pasted = [];
    this.#since = null;
    const outside = ChangeSet.of(lacking, length);
    const typed = this.#pending;
    this.#pending = typed && typed.map(outside);
    take(typed ? outside.map(typed, true) : outside);
  }

  #answered(reply: EditReply): void {
    this.#flight = null;
    this.#failure = null;
    this.#tooLarge = Infinity;
    this.#tries = 0;
    this.#applied = reply.sequence;
    if (reply.durable > this.#durable) this.#refused = null;
    this.#durable = Math.max(this.#durable, reply.durable);
    this.#patience.renew();
    this.#listener.answered(reply);
    this.#pump();
    void this.#setPasted();
    this.#moved();
  }

  /** Whether the core applied the change is not known: the whole text follows. Out of step, at once and silently. */
  #failed(failure: Failure, pauses: number[] | null = failure.code === 'out_of_step' ? null : PAUSES): void {
    console.error(`draft ${this.#draft}: the whole text is sent again`, failure);
    this.#flight = null;
    this.#apart = true;
    if (failure.code === 'text_too_large') {
      this.#failure = failure;
      this.#tooLarge = this.#live.length();
    } else if (pauses) {
      this.#failure = failure;
      this.#retry = setTimeout(() => this.#kick(), pauses[Math.min(this.#tries, pauses.length - 1)]);
      this.#tries += 1;
    }
    this.#pump();
    this.#moved();
  }

  #moved(): void {
    if (this.#settled) this.#patience.renew();
    else this.#patience.watch();
    if (this.progress !== 'saving') for (const resolve of this.#waiting.splice(0)) resolve();
    this.#listener.moved();
  }
}

/** Stretches after a change; one of which nothing is left is none. */
function stillThere(stretches: readonly Pasted[], changes: ChangeSet): Pasted[] {
  const moved = stretches.map(({ from, to }) => ({
    from: changes.mapPos(from, 1),
    to: changes.mapPos(to, -1),
  }));
  return moved.filter(({ from, to }) => from < to);
}

/** What the house sets otherwise in a text of that length, as far as nothing has changed there since. */
function since(changed: ChangeSet | null, wanted: readonly Change[], length: number): ChangeSet {
  const all = wanted.filter(({ from, to }) => changed === null || !changesWithin(changed, from, to));
  const retouches = ChangeSet.of(all, length);
  return changed ? retouches.map(changed) : retouches;
}

/** Whether something in a range changed; what is typed at its edge is beside it. */
function changesWithin(changes: ChangeSet, from: number, to: number): boolean {
  let found = false;
  changes.iterChangedRanges((fromA, toA) => (found ||= fromA < to && toA > from));
  return found;
}

/** A change set as the contract has it: UTF-16 units of the old text, ascending, not touching. */
export function wireChanges(changes: ChangeSet): Change[] {
  const wire: Change[] = [];
  changes.iterChanges((from, to, _fromNew, _toNew, inserted) => {
    // Half a surrogate pair has no form on the wire; its stand-in is as long.
    wire.push({ from, to, insert: inserted.toString().toWellFormed() });
  });
  return wire;
}
