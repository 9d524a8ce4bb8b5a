// The embargo of the library that is played in memory: what it holds back, and what left all the same.
import type { Act, EmbargoOverride, Failure } from '../contract';
import type { MemoryDraft } from './draft';

/** How something leaves. */
interface Leaving {
  at: number | null;
  despite: string | null;
  dispatch: string | null;
}

/** What left under embargo, by draft. */
export class MemoryOverrides {
  readonly #all = new Map<string, EmbargoOverride[]>();

  /** What of a draft left, the newest first. */
  of(draft: string): EmbargoOverride[] {
    return this.#all.get(draft) ?? [];
  }

  /** Whether a draft is held back from what others see from this hour on. */
  holds({ fields }: MemoryDraft, at: number | null): boolean {
    return fields.embargo !== null && Math.max(at ?? 0, Date.now()) < fields.embargo;
  }

  /** Lets a draft go, or says why not; what lets it go is kept. */
  letGo(draft: MemoryDraft, act: Act, { at, despite, dispatch }: Leaving): void {
    const until = draft.fields.embargo;
    if (until === null || !this.holds(draft, at)) return;
    const held: Failure = { code: 'embargo_holds', message: '', until };
    if (despite === null) throw held;
    const made = { until, act, reason: despite.trim(), madeAt: Date.now(), dispatch };
    this.#all.set(draft.id, [made, ...this.of(draft.id)]);
  }
}
