import type { Needs } from './needs.ts';

/** What an operator found: up to ten texts for `TX:0` … `TX:9`, the whole match first. Empty for operators that capture nothing. */
export interface Matched {
  readonly captures: readonly string[];
}

/** The match of an operator that captures nothing. */
export const MATCHED: Matched = Object.freeze({ captures: Object.freeze([]) });

/** Judges one value, a byte string. Never throws; takes time in proportion to the value's length. */
export type Evaluate = (value: string) => Matched | undefined;

/** What an operator may ask for while it is compiled. */
export interface OperatorContext {
  /** Content (latin1) of a data file that a rule names, relative to the rule's own file. Throws an Error with the reason. */
  readData(file: string): string;
  /** `$` and `^` also hold at line breaks inside the value. */
  readonly multiline: boolean;
}

/**
 * An operator of SecLang. Macros in its argument have been expanded before `compile` sees it; negation is none of its business. `compile`
 * throws an Error whose message says what is wrong with the argument and what was expected.
 */
export interface Operator {
  /** As it is written after `@`, in ModSecurity's spelling. Names are compared without case. */
  readonly name: string;
  compile(argument: string, context: OperatorContext): Evaluate;
  /** Told of arguments that `compile` takes. Absent where nothing is worth telling. */
  needs?(argument: string, context: OperatorContext): Needs;
}
