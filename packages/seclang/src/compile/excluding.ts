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
  /** Members of collections by name, compared without case: `{ collection: 'ARGS', keys: ['comment'] }`. */
  readonly variables?: readonly { readonly collection: string; readonly keys: readonly string[] }[];
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
    return variables.map(({ collection, keys }) => {
      const known = new Set(keys.map(lowerKey));
      return { rules: selected, variable: collection.toUpperCase(), matches: (key) => known.has(lowerKey(key)) };
    });
  });
  return { removed, variables: parts };
}

function marked(ruleSet: RuleSet, test: (rule: Rule) => boolean): Uint8Array {
  const marks = new Uint8Array(ruleSet.ruleCount);
  for (const rule of rulesOf(ruleSet)) if (test(rule)) marks[rule.index] = 1;
  return marks;
}

function names({ ids = [], tags = [] }: Exclusion, { facts }: Rule): boolean {
  return ids.some(([first, last]) => facts.id >= first && facts.id <= last) || tags.some((tag) => facts.tags.includes(tag));
}
