import { type Entry, NO_ENTRIES } from './entry.ts';
import { SEVERITIES } from './rule-facts.ts';
import type { State } from './state.ts';
import { collection, type Variable } from './variable.ts';

/** What the rule that runs says of itself: `RULE:id`, `%{rule.msg}`. */
export const ruleVariables: readonly Variable[] = [collection('RULE', read, { volatile: true })];

function read(state: State): readonly Entry[] {
  const { rule } = state;
  if (rule === undefined) return NO_ENTRIES;
  return [
    { key: 'id', value: String(rule.id) },
    { key: 'msg', value: rule.msg },
    { key: 'rev', value: rule.rev },
    { key: 'ver', value: rule.ver },
    { key: 'severity', value: rule.severity === undefined ? '' : (SEVERITIES[rule.severity] ?? '') },
  ];
}
