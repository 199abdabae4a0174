import type { JsonValue } from '../json.ts';
import type { DriftKind, DriftSeverity } from './kinds.ts';

/** An operation of JSON Patch (RFC 6902) on the document that was read. */
export type PatchOperation =
  | { readonly op: 'add' | 'replace'; readonly path: string; readonly value: JsonValue }
  | { readonly op: 'remove'; readonly path: string };

/** Calls that show a drift. */
export interface DriftEvidence {
  readonly calls: number;
  /** Times in milliseconds since 1970. */
  readonly firstSeenMs: number;
  readonly lastSeenMs: number;
  readonly distinctCallers: number;
  /** Those with most calls. */
  readonly callers: readonly { readonly caller: string; readonly calls: number }[];
  /** Some of the calls. */
  readonly examples: readonly { readonly timeMs: number; readonly method: string; readonly path: string; readonly status: number | null }[];
}

/** One way in which traffic and definition drift apart. */
export interface DriftFinding {
  readonly kind: DriftKind;
  readonly severity: DriftSeverity;
  /** Id of the declared operation; null for one that is not. */
  readonly operation: string | null;
  readonly method: string;
  readonly template: string;
  /** Where in the operation: `query parameter sort`, `request body /items/N/sku`, `answer 404`; '' for the operation itself. */
  readonly place: string;
  /** What is wrong there, as the validator says it. */
  readonly detail: string;
  /** Null for what was not seen. */
  readonly evidence: DriftEvidence | null;
  /** Changes to the definition that would settle it; empty where it is the API that has to change, or nobody can say how. */
  readonly patch: readonly PatchOperation[];
}
