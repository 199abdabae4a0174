import type { Link, Rule } from '../compile/program.ts';
import type { MatchedVariable } from '../variables/exchange.ts';
import type { State } from '../variables/state.ts';
import { evaluateLink } from './evaluate-link.ts';
import { boundedMatch, type Match, MAX_MATCHES, type MatchedRule } from './matched-rule.ts';
import type { Selections } from './selected.ts';

/** Evaluates a rule with its chain. Undefined unless all of it matches. */
export function evaluateRule(state: State, selections: Selections, rule: Rule): { readonly matches: readonly Match[] } | undefined {
  state.rule = rule.facts;
  const matches: Match[] = [];
  const reported = rule.log || rule.auditLog;
  for (const [place, link] of rule.links.entries()) {
    const last = place === rule.links.length - 1;
    const onMatch = last && reported ? report : ignore;
    if (!evaluateLink(state, selections, rule, link, onMatch)) return undefined;
  }
  if (rule.facts.severity !== undefined) state.highestSeverity = Math.min(state.highestSeverity, rule.facts.severity);
  return { matches };

  function report(matched: MatchedVariable): void {
    if (matches.length < MAX_MATCHES) matches.push(boundedMatch(matched, rule.msg?.expand(state) ?? '', rule.logData?.expand(state) ?? ''));
  }
}

function ignore(): void {}

/** The record of a rule that matched. */
export function matchedRule(state: State, rule: Rule, matches: readonly Match[], disruptive: boolean): MatchedRule {
  const { facts } = rule;
  const [first] = matches;
  return {
    id: facts.id,
    phase: facts.phase,
    msg: first?.msg ?? '',
    data: first?.data ?? '',
    tags: rule.tags.map((tag) => tag.expand(state)),
    severity: facts.severity,
    operator: operatorText(rule.links.at(-1)),
    matches,
    disruptive,
    log: rule.log,
    auditLog: rule.auditLog,
    rule: facts,
  };
}

function operatorText(link: Link | undefined): string {
  if (link?.operation === undefined) return '';
  const { negated, name, argument } = link.operation;
  return `${negated ? '!' : ''}@${name} ${argument}`.slice(0, 512);
}
