import { type Exclusion, type Exclusions, excluding, type RuleSet } from '@airside/seclang';

import type { ExclusionOptions } from './exclusion-options.ts';

const COLLECTIONS = ['ARGS', 'ARGS_GET', 'ARGS_POST', 'ARGS_NAMES', 'ARGS_GET_NAMES', 'ARGS_POST_NAMES'];

/**
 * What the options leave out of a rule set on one operation; undefined where that is nothing. The rule set stays as it is, and is shared with
 * APIs that leave out other rules.
 */
export function exclusionsOn(
  ruleSet: RuleSet,
  options: readonly ExclusionOptions[],
  operation: string | undefined,
): Exclusions | undefined {
  const here = options.filter(({ operations }) => operations.length === 0 || (operation !== undefined && operations.includes(operation)));
  return here.length === 0 ? undefined : excluding(ruleSet, here.map(exclusionOf));
}

/** First and last id of an entry of `rules`: a number, or text such as `942100-942199`. */
export function idRange(rule: number | string): readonly [first: number, last: number] {
  const [first, last = first] = String(rule).split('-');
  return [Number(first), Number(last)];
}

function exclusionOf({ rules, tags, parameters }: ExclusionOptions): Exclusion {
  const selected = { ids: rules.map(idRange), tags };
  if (parameters.length === 0) return selected;
  // In query and form a parameter has its own name; names of parsed JSON bodies begin with `json`.
  const keys = parameters.flatMap((name) => [name, `json.${name}`]);
  return { ...selected, variables: COLLECTIONS.map((collection) => ({ collection, keys })) };
}
