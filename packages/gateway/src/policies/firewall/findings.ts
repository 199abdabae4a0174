import { type Exchange, printable } from '@airside/domain';
import type { Transaction } from '@airside/seclang';

import { scoreOf } from './judgement.ts';

const MOST_MATCHES = 50;
const MOST_VARIABLES = 10;
const LONGEST_NAME = 128;
const SEVERITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'info', 'debug'] as const;

export type Findings = NonNullable<Exchange['firewall']>;

/** What logged rules have found so far, names only; undefined where none has matched. */
export function findingsOf(transaction: Transaction): Findings | undefined {
  const found = new Map<number, Set<string>>();
  for (const { id, log, matches } of transaction.matchedRules) {
    if (!log || (found.size === MOST_MATCHES && !found.has(id))) continue;
    const names = found.get(id) ?? new Set();
    found.set(id, names);
    for (const { name } of matches) if (name !== '' && names.size < MOST_VARIABLES) names.add(variableName(name));
  }
  if (found.size === 0) return undefined;
  return { score: scoreOf(transaction), matches: [...found].map(([rule, names]) => ({ rule, variables: [...names] })) };
}

/** How many of the rules that are in the findings state which severity, by its name in SecLang in lower case; `unspecified` for none. */
export function severitiesOf(transaction: Transaction): ReadonlyMap<string, number> | undefined {
  const counted = new Set<number>();
  const counts = new Map<string, number>();
  for (const { id, log, severity } of transaction.matchedRules) {
    if (!log || counted.has(id) || counted.size === MOST_MATCHES) continue;
    counted.add(id);
    const name = severity === undefined ? 'unspecified' : (SEVERITIES[severity] ?? 'unspecified');
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts.size === 0 ? undefined : counts;
}

/** Names of members are bytes that a caller chose. */
function variableName(bytes: string): string {
  return printable(Buffer.from(bytes.slice(0, LONGEST_NAME), 'latin1').toString()).slice(0, LONGEST_NAME);
}
