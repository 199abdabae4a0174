import type { LiteralScanner } from '../variables/screen.ts';
import type { Phase } from './phase.ts';
import type { Settings } from './settings.ts';

/** A compiled rule set: immutable, shared by all its users. */
export interface RuleSet {
  readonly settings: Readonly<Settings>;
  /** By number, 1 to 5; 0 stays empty. */
  readonly phases: readonly Phase[];
  readonly ruleCount: number;
  readonly operationCount: number;
  /** How many distinct targets, sets of targets and scopes the rules have. */
  readonly sizes: { readonly targets: number; readonly sets: number; readonly scopes: number };
  /** Whether engines keep what they found out about values that recur. */
  readonly remembers: boolean;
  /** Whether transactions use tables of transactions that have ended. */
  readonly reusesTables: boolean;
  readonly scan: LiteralScanner;
  /** What was read but probably does not do what its author wanted. */
  readonly warnings: readonly { readonly file: string; readonly line: number; readonly message: string }[];
}
