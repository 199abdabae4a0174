import type { Rule } from '../compile/program.ts';
import type { State } from '../variables/state.ts';
import { evaluateRule, matchedRule } from './evaluate-rule.ts';
import type { Interruption, MatchedRule } from './matched-rule.ts';
import type { Selections } from './selected.ts';
import type { Summaries } from './summaries.ts';

/** What a phase ended with: nothing, an interruption, or `allow` with what it leaves out. */
export type PhaseEnd = { readonly interruption: Interruption } | { readonly allow: 'transaction' | 'phase' | 'request' } | undefined;

/** Matched rules kept of one transaction. */
const MAX_MATCHED_RULES = 2000;

export interface PhaseWork {
  readonly state: State;
  readonly selections: Selections;
  readonly summaries: Summaries;
  readonly phase: number;
  readonly rules: readonly Rule[];
  /** Where reports go. */
  readonly matched: MatchedRule[];
}

/** Runs the rules of one phase in their order. */
export function runPhase(work: PhaseWork): PhaseEnd {
  const { state, selections, summaries, phase, rules, matched } = work;
  selections.beginPhase(phase);
  summaries.beginPhase(phase);
  let place = 0;
  for (let rule = rules[0]; rule !== undefined; rule = rules[place]) {
    if (state.controls.engine === 'Off') return undefined;
    if (state.removed?.[rule.index] === 1 || !summaries.mayMatch(rule.first)) {
      place++;
      continue;
    }
    const matches = evaluateRule(state, selections, rule);
    if (matches === undefined) {
      place++;
      continue;
    }
    const end = state.controls.engine === 'On' ? disruption(state, rule) : undefined;
    if ((rule.log || rule.auditLog) && matched.length < MAX_MATCHED_RULES) {
      matched.push(matchedRule(state, rule, matches, end !== undefined && 'interruption' in end));
    }
    if (end !== undefined) return end;
    place = rule.next;
  }
  return undefined;
}

function disruption(state: State, rule: Rule): PhaseEnd {
  const { name, scope, location } = rule.disruptive;
  if (name === 'pass' || name === 'block') return undefined;
  if (name === 'allow') return { allow: scope ?? 'transaction' };
  const status = rule.status ?? (name === 'redirect' ? 302 : 403);
  const reason = rule.msg?.expand(state) ?? '';
  return {
    interruption: { action: name, status, location: location?.expand(state), ruleId: rule.facts.id, phase: rule.facts.phase, reason },
  };
}
