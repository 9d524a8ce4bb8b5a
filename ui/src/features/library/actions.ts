// What the list asks for and the application does, because it touches more than the library.

import type { DraftRow } from '../../core/contract';

/** Everything that can be done to a draft from the list. */
export interface RowActions {
  open: (row: DraftRow) => void;
  duplicate: (row: DraftRow) => void;
  exportOne: (row: DraftRow) => void;
  bin: (row: DraftRow) => void;
  restore: (row: DraftRow) => void;
  /** Asks first. */
  deleteForGood: (row: DraftRow) => void;
}
