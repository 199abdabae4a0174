import type { Disruptive, Effect } from '../actions/action.ts';
import type { Evaluate } from '../operators/operator.ts';
import type { Chain } from '../variables/chain.ts';
import type { Macro } from '../variables/macro.ts';
import type { RuleFacts } from '../variables/rule-facts.ts';
import type { Screen } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import type { Scope } from './scopes.ts';
import type { Target } from './targets.ts';

/** An operator with its argument. */
export interface Operation {
  /** Its number among those of the rule set. */
  readonly index: number;
  readonly name: string;
  /** As written, for reports. */
  readonly argument: string;
  readonly negated: boolean;
  /** The judgement for this transaction; undefined when a macro expanded to an argument the operator refuses. */
  judge(state: State): Evaluate | undefined;
  /** The judgement when the argument holds no macro. */
  readonly constant: Evaluate | undefined;
  /** Values that it excludes need not be judged. */
  readonly screen: Screen | undefined;
}

/** The test of one variable of TX against a constant, with which nothing else of the transaction has to do. */
export interface Gate {
  /** The name of the variable, in lower case. */
  readonly key: string;
  /** Whether the rule accepts this value; undefined where there is no such variable. */
  opens(value: string | undefined): boolean;
}

/** One rule of a chain. */
export interface Link {
  readonly targets: readonly Target[];
  /** What it looks at, where that stays the same all through a phase and may be judged as a whole. */
  readonly scope: Scope | undefined;
  readonly gate: Gate | undefined;
  /** Undefined for `SecAction`: always matches. */
  readonly operation: Operation | undefined;
  readonly transformations: Chain;
  readonly multiMatch: boolean;
  /** The operator sees values as they are, and nothing screens them. */
  readonly seesRawValues: boolean;
  readonly capture: boolean;
  readonly effects: readonly Effect[];
}

/** A rule with the rules chained to it. */
export interface Rule {
  /** Its place in the rule set, from 0. */
  readonly index: number;
  readonly facts: RuleFacts;
  readonly links: readonly Link[];
  /** The first of the links. */
  readonly first: Link;
  readonly disruptive: Disruptive;
  readonly status: number | undefined;
  readonly log: boolean;
  readonly auditLog: boolean;
  readonly msg: Macro | undefined;
  readonly logData: Macro | undefined;
  readonly tags: readonly Macro[];
  /** Where its phase goes on when it matches: an index into the rules of the phase. */
  readonly next: number;
}
