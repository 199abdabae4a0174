import type { Link, Rule } from '../compile/program.ts';
import { mayMatch } from '../variables/screen.ts';
import type { State } from '../variables/state.ts';
import { evaluateLink } from './evaluate-link.ts';
import type { Match, MatchedRule } from './matched-rule.ts';
import type { Selections } from './selections.ts';
import type { Summaries } from './summaries.ts';

/**
 * Evaluates a rule with its chain, whose first rule was found worth a look. Yields the matches to report, those of the last rule of the chain;
 * undefined unless all of the chain matches.
 */
export function evaluateRule(state: State, selections: Selections, summaries: Summaries, rule: Rule): readonly Match[] | undefined {
  const { links } = rule;
  state.rule = rule.facts;
  state.matched = undefined;
  state.matchedVariables = NOTHING;
  let matches = NOTHING;
  for (let place = 0; place < links.length; place++) {
    const link = links[place];
    if (link === undefined) break;
    if (place > 0 && isExcluded(state, summaries, link)) return undefined;
    const reports: Match[] | undefined = place === links.length - 1 && (rule.log || rule.auditLog) ? [] : undefined;
    if (!evaluateLink(state, selections, rule, link, reports)) return undefined;
    matches = reports ?? NOTHING;
  }
  if (rule.facts.severity !== undefined) state.highestSeverity = Math.min(state.highestSeverity, rule.facts.severity);
  return matches;
}

const NOTHING: readonly Match[] = [];

/** Whether all that the link looks at lacks what its operator needs. */
function isExcluded({ scan }: State, summaries: Summaries, { scope, operation }: Link): boolean {
  if (scope === undefined || operation?.screen === undefined || operation.negated) return false;
  return !mayMatch(operation.screen, 0, summaries.of(scope), scan);
}

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
