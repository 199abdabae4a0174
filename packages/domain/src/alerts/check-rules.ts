import type { Configuration } from '../configuration/schema.ts';
import { suggest } from '../configuration/suggest.ts';
import { unknownName } from '../configuration/unknown-name.ts';
import { PROBLEM_TYPES } from '../problem-type.ts';
import { cutFor } from '../rollups/cut.ts';
import { isRollupMetric } from '../rollups/metric.ts';
import { BUILT_IN_RULES } from './built-in-rules.ts';
import { type AlertRule, resolveAlertRules } from './resolve-rules.ts';
import { PLACEHOLDERS, placeholdersOf } from './template.ts';

/** Something wrong with the rules of a configuration, by the path of the value to blame. */
export interface AlertRuleProblem {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
}

/** What is wrong with alert rules beyond what their schema says: names that name nothing, and what could never be looked at. */
export function alertRuleProblems({
  alerts,
  apis,
  consumers,
  channels,
}: Pick<Configuration, 'alerts' | 'apis' | 'consumers'> & {
  readonly channels: Readonly<Record<string, unknown>>;
}): readonly AlertRuleProblem[] {
  const known = [...new Set([...Object.keys(BUILT_IN_RULES), ...Object.keys(alerts.rules)])];
  const problems: AlertRuleProblem[] = [];
  const named = (
    path: readonly PropertyKey[],
    kind: string,
    names: readonly string[] | undefined,
    candidates: readonly string[],
    home: string,
  ): void => {
    for (const [index, name] of (names ?? []).entries()) {
      if (!candidates.includes(name)) problems.push({ path: [...path, index], ...unknownName(kind, name, candidates, home) });
    }
  };
  named(['alerts', 'disabledRules'], 'built-in rule', alerts.disabledRules, Object.keys(BUILT_IN_RULES), '/alerts');
  const channelNames = Object.keys(channels);
  named(['alerts', 'channels'], 'channel', alerts.channels, channelNames, '/channels');
  for (const rule of resolveAlertRules(alerts)) {
    if (rule.builtIn) continue;
    const path = ['alerts', 'rules', rule.id];
    named([...path, 'scope', 'apis'], 'API', rule.scope.apis, [...Object.keys(apis), '-'], '/apis');
    named([...path, 'channels'], 'channel', alerts.rules[rule.id]?.channels, channelNames, '/channels');
    for (const [index, step] of rule.escalation.entries()) {
      named([...path, 'escalation', index, 'channels'], 'channel', step.channels, channelNames, '/channels');
    }
    named([...path, 'mutedBy'], 'rule', rule.mutedBy, known, '/alerts/rules');
    problems.push(...ruleProblems(rule).map((problem) => ({ ...problem, path: [...path, ...problem.path] })));
    const strangers = (rule.scope.consumers ?? []).filter((id) => id !== '-' && !Object.hasOwn(consumers, id));
    // Consumers may live in the store, too: a name that is near to one of the file is likely a slip, any other may be right.
    for (const name of strangers) {
      const near = suggest(name, Object.keys(consumers));
      if (near !== undefined && near.toLowerCase() === name.toLowerCase()) {
        problems.push({
          path: [...path, 'scope', 'consumers'],
          message: `there is no consumer "${name}"`,
          hint: `did you mean "${near}"?`,
        });
      }
    }
  }
  return problems;
}

function ruleProblems(rule: AlertRule): AlertRuleProblem[] {
  const { condition, groupBy, scope, action, notifyBy } = rule;
  const problems: AlertRuleProblem[] = [];
  const isTraffic =
    condition.kind !== 'expiry' && condition.kind !== 'incident' && !('metric' in condition && !isRollupMetric(condition.metric));
  if (isTraffic) {
    try {
      const cut = cutFor(groupBy, scope);
      const countsCallers = ('metric' in condition && condition.metric === 'callers') || ('perCaller' in condition && condition.perCaller);
      if (countsCallers && cut !== 'api' && cut !== 'operation') {
        problems.push({ path: ['groupBy'], message: 'callers are counted for APIs and operations only', expected: 'api or operation' });
      }
    } catch (error) {
      problems.push({ path: ['groupBy'], message: (error as Error).message });
    }
  } else if (condition.kind === 'threshold' && Object.keys(scope).length > 0) {
    problems.push({ path: ['scope'], message: `${condition.metric} is of Airside itself: it has no scope`, expected: 'no scope' });
  }
  if ('problem' in condition && condition.problem !== undefined && condition.metric !== 'refusals' && condition.metric !== 'refusalShare') {
    problems.push({
      path: [condition.kind, 'problem'],
      message: 'only refusals have a problem',
      expected: 'the metric refusals or refusalShare',
    });
  }
  if ('problem' in condition && condition.problem !== undefined && !Object.hasOwn(PROBLEM_TYPES, condition.problem)) {
    problems.push({ path: [condition.kind, 'problem'], ...unknownName('problem', condition.problem, Object.keys(PROBLEM_TYPES), '') });
  }
  if (condition.kind === 'change' && condition.direction === 'down' && condition.atLeast >= 1) {
    problems.push({
      path: ['change', 'atLeast'],
      message: 'nothing becomes less by more than all of it',
      expected: 'less than 1, such as 0.5',
    });
  }
  if (condition.kind === 'change' && condition.perCaller && condition.over !== 3_600_000) {
    problems.push({
      path: ['change', 'over'],
      message: 'how many callers there are depends on how long one looks, and the past is known by the hour',
      expected: '1h with perCaller',
    });
  }
  if (action !== undefined && condition.kind === 'incident') {
    problems.push({
      path: ['action'],
      message: 'the ladder acts on incidents by itself',
      expected: 'a step of /behavior/responses/ladder',
    });
  } else if (action !== undefined && !groupBy.includes('consumer') && !groupBy.includes('network')) {
    problems.push({
      path: ['action'],
      message: 'an action needs somebody to be directed at',
      expected: 'groupBy with consumer or network',
    });
  }
  if (action?.action === 'throttle' && action.requestsPerMinute === undefined) {
    problems.push({ path: ['action'], message: 'a throttle has to say what it lets pass', expected: '`requestsPerMinute`, such as 30' });
  }
  if (action !== undefined && action.action !== 'throttle' && action.requestsPerMinute !== undefined) {
    problems.push({ path: ['action', 'requestsPerMinute'], message: `means nothing to \`${action.action}\`` });
  }
  for (const name of notifyBy) {
    if (condition.kind !== 'incident' && !groupBy.some((label) => label === name)) {
      problems.push({ path: ['notifyBy'], message: `alerts of this rule have no ${name}`, expected: 'names out of groupBy' });
    }
  }
  for (const field of ['title', 'text'] as const) {
    for (const name of placeholdersOf(rule[field] ?? '')) {
      if (!PLACEHOLDERS.some((placeholder) => placeholder === name)) {
        problems.push({ path: [field], ...unknownName('placeholder', name, PLACEHOLDERS, '') });
      }
    }
  }
  return problems;
}
