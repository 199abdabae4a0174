import type { Exchange } from '@airside/domain';
import type { Transaction } from '@airside/seclang';

type Matches = NonNullable<Exchange['firewall']>['matches'];

const MOST_RULES = 50;
const MOST_VARIABLES = 10;
const LONGEST_NAME = 128;

/** The logged rules that matched so far, with the names of the variables, within the bounds that an exchange has for them. */
export function findingsOf(transaction: Transaction): Matches {
  const found = new Map<number, string[]>();
  for (const { id, log, matches } of transaction.matchedRules) {
    if (!log || (found.size >= MOST_RULES && !found.has(id))) continue;
    const names = found.get(id) ?? [];
    found.set(id, names);
    for (const { name } of matches) if (names.length < MOST_VARIABLES) names.push(visible(name));
  }
  return [...found].map(([rule, variables]) => ({ rule, variables }));
}

/** A name may come from the caller, as that of a parameter does. */
function visible(name: string): string {
  return name
    .slice(0, LONGEST_NAME)
    .replaceAll(/[^\x20-\x7e]/g, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
