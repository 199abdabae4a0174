import { lowerKey } from '../variables/entry.ts';
import type { Exclusions, RuntimeExclusion } from '../variables/state.ts';
import type { Rule } from './program.ts';
import type { RuleSet } from './rule-set.ts';
import { rulesOf } from './rules-of.ts';

/** Rules that shall not apply, by id or by tag; with variables, rules that shall not look at these. */
export interface Exclusion {
  /** First and last id of each range; twice the same for one rule. */
  readonly ids?: readonly (readonly [first: number, last: number])[];
  /** Whole tags, as rules spell them. */
  readonly tags?: readonly string[];
  /**
   * Members of collections by name, compared without case: `{ collection: 'ARGS', keys: ['comment'] }`, or by a test of names in their own
   * spelling, which a caller may have chosen. A variable that is no collection has the name ''.
   */
  readonly variables?: readonly ({ readonly collection: string } & (
    | { readonly keys: readonly string[] }
    | { readonly matches: (key: string) => boolean }
  ))[];
}

/**
 * Works out once what transactions with these exclusions leave out of a rule set, which stays as it is and is shared with all others:
 * `engine.transaction({ exclusions: excluding(ruleSet, [{ ids: [[942100, 942199]] }]) })`. What names no rule has no effect. Memory: one byte
 * for each rule, times one and the number of exclusions with variables.
 */
export function excluding(ruleSet: RuleSet, exclusions: readonly Exclusion[]): Exclusions {
  const whole = exclusions.filter(({ variables }) => variables === undefined);
  const removed = whole.length === 0 ? undefined : marked(ruleSet, (rule) => whole.some((each) => names(each, rule)));
  const parts = exclusions.flatMap(({ variables = [], ...each }): RuntimeExclusion[] => {
    if (variables.length === 0) return [];
    const selected = marked(ruleSet, (rule) => names(each, rule));
    return variables.map((part) => ({ rules: selected, variable: part.collection.toUpperCase(), matches: keyTest(part) }));
  });
  return { removed, variables: parts };
}

function keyTest(part: NonNullable<Exclusion['variables']>[number]): (key: string) => boolean {
  if ('matches' in part) return part.matches;
  const known = new Set(part.keys.map(lowerKey));
  return (key) => known.has(lowerKey(key));
}

function marked(ruleSet: RuleSet, test: (rule: Rule) => boolean): Uint8Array {
  const marks = new Uint8Array(ruleSet.ruleCount);
  for (const rule of rulesOf(ruleSet)) if (test(rule)) marks[rule.index] = 1;
  return marks;
}

function names({ ids = [], tags = [] }: Exclusion, { facts }: Rule): boolean {
  return ids.some(([first, last]) => facts.id >= first && facts.id <= last) || tags.some((tag) => facts.tags.includes(tag));
}
