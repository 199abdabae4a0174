import { expect, test } from 'vitest';

import { parseConfiguration } from '../configuration/parse.ts';
import { alertRuleProblems } from './check-rules.ts';
import { resolveAlertRules } from './resolve-rules.ts';

const NO_POLICIES = {};
const APIS = { orders: { upstreams: ['http://127.0.0.1:1'] } };

/** What is said of rules: problems of the schema and of the check, as one text each. */
function problemsOf(alerts: unknown): string[] {
  const text = JSON.stringify({ alerts, apis: APIS, consumers: { acme: {} } });
  const { configuration, problems } = parseConfiguration(text, { file: 'airside.yaml', policies: NO_POLICIES });
  if (configuration === undefined)
    return problems.map(({ pointer, message, expected, hint }) => [pointer, message, expected, hint].join(' | '));
  return alertRuleProblems(configuration).map(({ path, message, hint }) => [path.join('/'), message, hint].join(' | '));
}

const rule = (fields: object) => ({ rules: { mine: { threshold: { metric: 'requests', above: 1 }, ...fields } } });

test.each<[string, object, RegExp]>([
  [
    'a metric that there is none of',
    { rules: { mine: { threshold: { metric: 'erorShare', above: 1 } } } },
    /threshold\/metric .*did you mean "errorShare"/,
  ],
  [
    'a metric of Airside where traffic is compared',
    { rules: { mine: { change: { metric: 'airside.engine.behind' } } } },
    /change\/metric .*expected a metric of the traffic|change\/metric/,
  ],
  [
    'above and below',
    { rules: { mine: { threshold: { metric: 'requests', above: 1, below: 2 } } } },
    /expected? ?either above or below|either above or below/,
  ],
  ['neither above nor below', { rules: { mine: { threshold: { metric: 'requests' } } } }, /either above or below/],
  [
    'a clear value beyond the threshold',
    { rules: { mine: { threshold: { metric: 'requests', above: 1, clear: 2 } } } },
    /clear at most as large/,
  ],
  [
    'a window of seconds',
    { rules: { mine: { threshold: { metric: 'requests', above: 1, over: '90s' } } } },
    /whole minutes, from 1m to 7d/,
  ],
  ['no condition', { rules: { mine: {} } }, /exactly one of threshold, change/],
  ['two conditions', rule({ absence: {} }), /exactly one of threshold, change/],
  ['two dimensions', rule({ groupBy: ['consumer', 'country'] }), /at most one besides api/],
  [
    'a dimension and a list of another',
    rule({ groupBy: ['consumer'], scope: { countries: ['CH'] } }),
    /consumer and country together are not counted/,
  ],
  [
    'callers by country',
    { rules: { mine: { threshold: { metric: 'callers', above: 1 }, groupBy: ['country'] } } },
    /callers are counted for APIs and operations only/,
  ],
  [
    'a throttle without a rate',
    rule({ groupBy: ['consumer'], action: { action: 'throttle' } }),
    /mine\/action \| a throttle has to say what it lets pass/,
  ],
  [
    'a block with a rate',
    rule({ groupBy: ['consumer'], action: { action: 'block', requestsPerMinute: 3 } }),
    /action\/requestsPerMinute \| means nothing to `block`/,
  ],
  [
    'a problem that there is none of',
    { rules: { mine: { threshold: { metric: 'refusals', above: 1, problem: 'rate-limit' } } } },
    /there is no problem "rate-limit" \| did you mean "rate-limited"/,
  ],
  [
    'less by more than all of it',
    { rules: { mine: { change: { metric: 'requests', direction: 'down', atLeast: 2 } } } },
    /nothing becomes less by more than all of it/,
  ],
  [
    'per caller over other than an hour',
    { rules: { mine: { change: { metric: 'requests', perCaller: true } } } },
    /the past is known by the hour/,
  ],
  ['an API that there is none of', rule({ scope: { apis: ['order'] } }), /there is no API "order" \| did you mean "orders"/],
  [
    'a rule that there is none of',
    rule({ mutedBy: ['availabilty-burn'] }),
    /there is no rule "availabilty-burn" \| did you mean "availability-burn"/,
  ],
  ['a built-in rule that there is none of', { disabledRules: ['key-expire'] }, /did you mean "key-expiry"/],
  [
    'a problem of what is no refusal',
    { rules: { mine: { threshold: { metric: 'errors', above: 1, problem: 'rate-limited' } } } },
    /only refusals have a problem/,
  ],
  [
    'a scope of what Airside says of itself',
    { rules: { mine: { threshold: { metric: 'airside.engine.behind', above: 1 }, scope: { apis: ['orders'] } } } },
    /it has no scope/,
  ],
  ['an action against nobody', rule({ action: { action: 'block' } }), /needs somebody to be directed at/],
  ['an action on incidents', { rules: { mine: { incident: {}, action: { action: 'block' } } } }, /the ladder acts on incidents by itself/],
  ['messages by what the alerts do not say', rule({ notifyBy: ['operation'] }), /alerts of this rule have no operation/],
  [
    'a placeholder that there is none of',
    rule({ title: '{vlaue} is too much' }),
    /there is no placeholder "vlaue" \| did you mean "value"/,
  ],
  ['a channel that there is none of', rule({ channels: ['chat'] }), /channels\/0 \| there is no channel "chat"/],
  [
    'a channel that there is none of, for when nobody reacts',
    rule({ escalation: [{ after: '5m', channels: ['boss'] }] }),
    /escalation\/0\/channels\/0 \| there is no channel "boss"/,
  ],
  ['a channel for all that there is none of', { channels: ['chat'] }, /^alerts\/channels\/0 \| there is no channel "chat"/],
  ['a consumer in other letters', rule({ groupBy: ['consumer'], scope: { consumers: ['Acme'] } }), /did you mean "acme"/],
  [
    'a short window that is longer',
    { rules: { mine: { burnRate: { windows: [{ long: '5m', short: '1h', factor: 2 }] } } } },
    /shorter than the long one/,
  ],
  ['more weeks needed than looked at', { rules: { mine: { absence: { weeks: 2, minWeeks: 3 } } } }, /minWeeks at most as large as weeks/],
])('refused: %s', (_what, alerts, expected) => {
  expect(problemsOf(alerts).join('\n')).toMatch(expected);
});

test.each<[string, object]>([
  ['nothing', {}],
  ['a consumer that may be in the store', rule({ groupBy: ['consumer'], scope: { consumers: ['globex', '-'] } })],
  ['requests to no API', rule({ scope: { apis: ['-'] } })],
  [
    'every kind',
    {
      rules: { a: { change: { metric: 'duration.p99' } }, b: { burnRate: {} }, c: { absence: {} }, d: { expiry: {} }, e: { incident: {} } },
    },
  ],
])('accepted: %s', (_what, alerts) => {
  expect(problemsOf(alerts)).toEqual([]);
});

test('a rule with the name of a built-in one takes its place, one that is disabled is not there, and durations are muted by what is worse', () => {
  const text = JSON.stringify({
    alerts: {
      disabledRules: ['key-expiry'],
      rules: { 'api-silent': { absence: { over: '1h' } }, slow: { threshold: { metric: 'duration.p99', above: 1 } } },
    },
  });
  const { configuration } = parseConfiguration(text, { file: 'airside.yaml', policies: NO_POLICIES });
  const rules = new Map((configuration === undefined ? [] : resolveAlertRules(configuration.alerts)).map((each) => [each.id, each]));
  expect(rules.get('api-silent')).toMatchObject({ builtIn: false, condition: { over: 3_600_000 } });
  expect(rules.has('key-expiry')).toBe(false);
  expect(rules.get('slow')?.mutedBy).toEqual(['availability-burn', 'api-silent']);
  expect(rules.get('availability-burn')).toMatchObject({ builtIn: true, mutedBy: [], notifyBy: ['api'] });
});
