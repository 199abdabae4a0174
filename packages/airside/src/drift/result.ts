import type { DriftFinding } from '@airside/openapi';

/** What drifts apart at one API: an entry of what `airside drift --json` prints. */
export interface ApiDrift {
  readonly api: string;
  readonly owner: string | null;
  /** Calls that were held against its definition. */
  readonly calls: number;
  readonly findings: readonly DriftFinding[];
}
