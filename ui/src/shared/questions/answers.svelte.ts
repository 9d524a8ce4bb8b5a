// The answers to what two texts say otherwise, as they are given; knows not where the other text is.
import type { Answer, Question, Run } from '../../core/contract';

/** Questions and their answers; none is answered before she did. */
export class Answers {
  #questions = $state.raw<readonly Question[]>([]);
  /** `null` where none is given. */
  #given = $state<(Answer | null)[]>([]);

  /** Asks these, and forgets what was answered before. */
  ask(questions: readonly Question[]): void {
    this.#questions = questions;
    this.#given = questions.map(() => null);
  }

  /** What is asked. */
  get questions(): readonly Question[] {
    return this.#questions;
  }

  /** Whether every question has its answer. */
  get complete(): boolean {
    return this.#given.every((answer) => answer !== null);
  }

  /** All answers in the order of the questions; `null` while one is missing. */
  get all(): Answer[] | null {
    const given = $state.snapshot(this.#given).filter((answer) => answer !== null);
    return given.length === this.#questions.length ? given : null;
  }

  /** The answer to a question; `null` while there is none. */
  to(question: number): Answer | null {
    return this.#given[question] ?? null;
  }

  /** Answers one question. */
  give(question: number, answer: Answer): void {
    this.#given[question] = answer;
  }

  /** Begins other words, from the side that was taken last. */
  edit(at: number): void {
    const question = this.#questions[at];
    const answer = this.to(at);
    if (!question || answer?.take === 'words') return;
    const runs = answer?.take === 'theirs' ? question.theirs : question.ours;
    this.give(at, { take: 'words', words: plain(runs) });
  }
}

function plain(runs: readonly Run[]): string {
  return runs.map(({ text }) => text).join('');
}
