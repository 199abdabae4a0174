import type { Change, ChangeLevel } from '@airside/openapi';

import type { CallersOfChange } from './callers.ts';

/** What `airside diff --json` prints. */
export interface DiffResult {
  readonly changes: readonly Change[];
  readonly counts: Readonly<Record<ChangeLevel, number>>;
  readonly callers?: readonly CallersOfChange[];
}
