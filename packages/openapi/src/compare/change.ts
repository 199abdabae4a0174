import type { ChangeLevel } from './level.ts';
import type { COMPARE_RULES } from './rules.ts';

export type CompareRule = keyof typeof COMPARE_RULES;

/** One difference between two definitions. */
export interface Change {
  /** Stable; the table of `COMPARE_RULES` explains it. */
  readonly rule: CompareRule;
  readonly level: ChangeLevel;
  /** `GET /orders/{orderId}` as the old definition writes it, or the new one where the operation is new; absent for what concerns all. */
  readonly operation?: string;
  /** The part of the operation, outermost first: `["request body", "application/json", "items[]", "quantity"]`. */
  readonly place: readonly string[];
  /** What was, and what is: `maximum 100`, `maximum 50`. */
  readonly before?: string;
  readonly after?: string;
  /** JSON pointers into the documents compared. */
  readonly oldPointer?: string;
  readonly newPointer?: string;
}

/** Who sees a schema: a caller writes what a request's says, and reads what a response's says. */
export type Direction = 'request' | 'response';
