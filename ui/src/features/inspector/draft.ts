// What the inspector needs of the open draft; the writing feature has it, and the inspector knows no more of that feature.

import type { Fields, Heading } from '../../core/contract';

/** The open draft as its fields and headings. */
export interface InspectedDraft {
  /** Its id; what was asked for one draft is not given to another. */
  readonly draft: string | null;
  readonly fields: Fields | null;
  readonly slug: string | null;
  readonly slugFrozen: boolean;
  readonly outline: readonly Heading[];
  setField(patch: Partial<Fields>): void;
  goTo(offset: number): void;
}
