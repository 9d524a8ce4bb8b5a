// What corrections are called here, and what each kind is for. Decides nothing.

import type { CorrectionKind } from '../../core/contract';

/** The kinds in the order in which they are offered, each with its name and what it is for. */
export const KINDS: readonly { kind: CorrectionKind; name: string; use: string }[] = [
  { kind: 'correction', name: 'correction-kind', use: 'correction-use' },
  { kind: 'clarification', name: 'clarification-kind', use: 'clarification-use' },
  { kind: 'update', name: 'update-kind', use: 'update-use' },
  { kind: 'retraction', name: 'retraction-kind', use: 'retraction-use' },
];

/** The message that names a kind. */
export function nameOf(kind: CorrectionKind): string {
  return KINDS.find((one) => one.kind === kind)?.name ?? 'correction-kind';
}
