import type { Exclusions, RuleSet } from '@airside/seclang';

import type { ExclusionOptions } from './exclusion-options.ts';
import { exclusionsOn } from './exclusions.ts';

/** `exclusionsOn` for the operations of one API: those that the same entries name share what these come to. */
export function exclusionsByOperation(
  ruleSet: RuleSet,
  options: readonly ExclusionOptions[],
): (operation: string | undefined) => Exclusions | undefined {
  const known = new Map<string, Exclusions | undefined>();
  return (operation) => {
    const naming = options.flatMap(({ operations }, index) => (operation !== undefined && operations.includes(operation) ? [index] : []));
    const identity = naming.join();
    if (!known.has(identity)) known.set(identity, exclusionsOn(ruleSet, options, operation));
    return known.get(identity);
  };
}
