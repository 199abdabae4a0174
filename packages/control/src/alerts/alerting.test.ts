import { notificationSchema } from '@airside/domain';
import { expect, test } from 'vitest';

import type { Expirable } from './evaluate/evaluation.ts';
import { AlertingUnderTest, incidentWith } from './testing/alerting.ts';
import { bring, DAY, HOUR, MINUTE, NOON } from './testing/traffic.ts';

const ERRORS = { threshold: { metric: 'errorShare', above: 0.1, over: '1m' }, clearFor: '5m' };
const LOST = { threshold: { metric: 'airside.exchanges.lost', above: 0 }, groupBy: [], clearFor: '5m' };

/** Traffic of some APIs in one minute. */
function minute(under: AlertingUnderTest, apis: readonly string[], errors: number): void {
  for (const api of apis) {
    bring(under.rollups, { fromMs: under.nowMs, toMs: under.nowMs + MINUTE, series: { api } }, () => ({ requests: 100, errors }));
  }
}

/** Lets these APIs fail for so long; then nothing comes any more. */
function failing(under: AlertingUnderTest, apis: readonly string[], ms: number): void {
  for (const endMs = under.nowMs + ms; under.nowMs < endMs; ) {
    minute(under, apis, 50);
    under.pass(MINUTE);
  }
}

test('it is told once when it begins and once when it is over, with what one needs to act', () => {
  const under = new AlertingUnderTest({
    rules: { failing: { ...ERRORS, labels: { team: 'shop' }, title: '{api} fails: {value}', text: 'See the upstream of {api}.' } },
  });
  failing(under, ['orders'], 10 * MINUTE);
  under.pass(20 * MINUTE);
  expect(under.told.map(({ notification }) => notification.state)).toEqual(['opened', 'resolved']);
  const [opened, resolved] = under.told.map(({ notification }) => notificationSchema.parse(notification));
  expect(opened).toMatchObject({
    about: 'alert',
    title: 'orders fails: 50 %',
    text: 'See the upstream of orders.',
    apis: ['orders'],
    owners: ['orders@example.org'],
    facts: expect.arrayContaining([
      ['rule', 'failing'],
      ['value', '50 %'],
      ['threshold', '10 %'],
      ['team', 'shop'],
    ]),
    commands: expect.arrayContaining([expect.stringMatching(/^airside alerts ack a-[0-9a-f]{10}$/)]),
  });
  expect(resolved).toMatchObject({ key: opened?.key, title: 'Over: orders fails: 50 %' });
  expect(resolved?.id).not.toBe(opened?.id);
});

test('many series of one rule are one message, and what joins them is said a while later', () => {
  const under = new AlertingUnderTest({ groupWait: '2m', rules: { failing: { ...ERRORS, notifyBy: [] } } });
  failing(under, ['a', 'b', 'c'], 2 * MINUTE);
  failing(under, ['a', 'b', 'c', 'd', 'e'], 10 * MINUTE);
  expect(under.said()).toEqual(['* opened: failing: 5 alerts']);
  failing(under, ['a', 'b', 'c', 'd', 'e', 'f'], 10 * MINUTE);
  expect(under.said()).toEqual(['* changed: failing: 6 alerts']);
  failing(under, ['a', 'b'], 10 * MINUTE);
  expect(under.said()).toEqual([]);
  under.pass(HOUR);
  expect(under.said()).toEqual([expect.stringMatching(/^\* resolved: Over: failing: \d alerts$/)]);
});

test('nobody is told of what is over before it was held to be true, or before the group was told', () => {
  const under = new AlertingUnderTest({ groupWait: '10m', rules: { slow: { ...ERRORS, for: '5m' }, quick: ERRORS } });
  failing(under, ['orders'], 3 * MINUTE);
  under.pass(HOUR);
  expect(under.said()).toEqual([]);
});

test('what is silenced is not told, not even that it is over; what goes on when the silence ends is', () => {
  const under = new AlertingUnderTest({ rules: { failing: ERRORS } });
  under.alerting.silence({ matchers: [{ label: 'api', value: 'ord*' }], endsMs: NOON + HOUR, by: 'os:tester', comment: 'we know' });
  failing(under, ['orders', 'stock'], 20 * MINUTE);
  expect(under.said()).toEqual(['* opened: failing: api=stock at 50 %']);
  expect(under.alerting.alerts().map(({ labels, quiet }) => [labels.api, quiet?.kind])).toEqual([
    ['orders', 'silenced'],
    ['stock', undefined],
  ]);
  under.pass(30 * MINUTE);
  failing(under, ['orders'], 20 * MINUTE);
  expect(under.said()).toEqual(['* resolved: Over: failing: api=stock at 50 %', '* opened: failing: api=orders at 50 %']);
});

test('a silence that is ended early is over at once, and stays on record', () => {
  const under = new AlertingUnderTest({ rules: { lost: LOST } });
  const { id } = under.alerting.silence({ matchers: [{ label: 'rule', value: 'lost' }], endsMs: NOON + DAY, by: 'os:tester', comment: '' });
  under.own.set('airside.exchanges.lost', 3);
  under.pass(5 * MINUTE);
  expect(under.said()).toEqual([]);
  expect(under.alerting.expire(id)?.endsMs).toBe(under.nowMs);
  expect(under.alerting.expire('s-none')).toBeUndefined();
  under.pass(MINUTE);
  expect(under.said()).toHaveLength(1);
  expect(under.alerting.silences()).toHaveLength(1);
});

test('what says that an API is down mutes what says that it is slow there, and nowhere else', () => {
  const slow = { threshold: { metric: 'duration.p99', above: 1000, over: '1m' }, mutedBy: ['down'] };
  const under = new AlertingUnderTest({ rules: { down: ERRORS, slow } });
  for (let turn = 0; turn < 10; turn++) {
    bring(under.rollups, { fromMs: under.nowMs, toMs: under.nowMs + MINUTE, series: { api: 'orders' } }, () => ({
      requests: 100,
      errors: 90,
      durationMs: 5000,
    }));
    bring(under.rollups, { fromMs: under.nowMs, toMs: under.nowMs + MINUTE, series: { api: 'stock' } }, () => ({
      requests: 100,
      durationMs: 5000,
    }));
    under.pass(MINUTE);
  }
  expect(under.said()).toEqual(['* opened: down: api=orders at 90 %', expect.stringMatching(/^\* opened: slow: api=stock/)]);
});

test('until somebody acknowledges, it is repeated and goes to the next ones; who was told is told that, and then nothing more', () => {
  const rule = {
    ...LOST,
    channels: ['chat'],
    repeat: '1h',
    escalation: [
      { after: '30m', channels: ['pager'] },
      { after: '2h', channels: ['boss'] },
    ],
  };
  const under = new AlertingUnderTest({ rules: { lost: rule } });
  under.own.set('airside.exchanges.lost', 3);
  under.pass(70 * MINUTE);
  expect(under.said()).toEqual(['chat opened: lost: all at 3 exchanges', 'pager opened: Nobody has reacted: lost: all at 3 exchanges']);
  under.pass(30 * MINUTE);
  expect(under.said()).toEqual(['chat,pager changed: Still: lost: all at 3 exchanges']);
  expect(under.alerting.acknowledge(() => true, 'os:tester', 'disk is full')).toHaveLength(1);
  under.pass(5 * HOUR);
  expect(under.said()).toEqual(['chat,pager acknowledged: Taken over: lost: all at 3 exchanges']);
  under.own.set('airside.exchanges.lost', 0);
  under.pass(10 * MINUTE);
  expect(under.said()).toEqual(['chat,pager resolved: Over: lost: all at 0 exchanges']);
  expect(under.alerting.acknowledge(() => true, 'os:tester', null)).toEqual([]);
});

test('what joins an acknowledged group is told: nobody has seen it', () => {
  const under = new AlertingUnderTest({ rules: { failing: { ...ERRORS, notifyBy: [] } } });
  failing(under, ['orders'], 5 * MINUTE);
  under.alerting.acknowledge(() => true, 'os:tester', null);
  under.said();
  failing(under, ['orders', 'stock'], 10 * MINUTE);
  expect(under.said()).toEqual([
    expect.stringMatching(/^\* acknowledged: Taken over: failing: api=orders/),
    '* changed: failing: 2 alerts',
  ]);
  under.alerting.acknowledge(() => true, 'os:tester', null);
  failing(under, ['orders', 'stock'], 10 * MINUTE);
  expect(under.said()).toEqual(['* acknowledged: Taken over: failing: 2 alerts']);
  failing(under, ['orders', 'stock'], 3 * HOUR);
  expect(under.said()).toEqual([]);
});

test('a restart repeats no message and loses none: not the one of the end, not the time that has passed', () => {
  const under = new AlertingUnderTest({ rules: { failing: ERRORS, slow: { ...LOST, for: '10m' } } });
  under.own.set('airside.exchanges.lost', 1);
  failing(under, ['orders'], 6 * MINUTE);
  expect(under.said()).toHaveLength(1);
  under.restart();
  failing(under, ['orders'], 6 * MINUTE);
  expect(under.said()).toEqual(['* opened: slow: all at 1 exchanges']);
  under.own.set('airside.exchanges.lost', 0);
  under.restart();
  under.pass(20 * MINUTE);
  expect(under.said().map((line) => line.slice(0, 11))).toEqual(['* resolved:', '* resolved:']);
});

test.each([
  ['before an alert is due', 1],
  ['before its message is due', 5],
  ['while it fires', 30],
])('a clock that is set back by a day %s keeps nobody waiting', (_when, minutes) => {
  const rule = { ...LOST, for: '5m', repeat: '1h', channels: ['chat'], escalation: [{ after: '20m', channels: ['pager'] }] };
  const under = new AlertingUnderTest({ rules: { lost: rule } });
  under.own.set('airside.exchanges.lost', 3);
  under.pass(minutes * MINUTE);
  under.nowMs -= 24 * HOUR;
  under.pass((120 - minutes) * MINUTE);
  under.own.set('airside.exchanges.lost', 0);
  under.pass(20 * MINUTE);
  expect(under.said()).toEqual([
    'chat opened: lost: all at 3 exchanges',
    'pager opened: Nobody has reacted: lost: all at 3 exchanges',
    'chat,pager changed: Still: lost: all at 3 exchanges',
    'chat,pager resolved: Over: lost: all at 0 exchanges',
  ]);
});

test('a message that could not be handed over is handed over later, after a restart too, and once', () => {
  const under = new AlertingUnderTest({ rules: { lost: LOST } });
  under.own.set('airside.exchanges.lost', 3);
  under.away = true;
  under.pass(3 * MINUTE);
  expect(under.problems).toEqual(['the outbox is away']);
  under.restart();
  under.away = false;
  under.pass(10 * MINUTE);
  expect(under.said()).toHaveLength(1);
});

test('while the store is away, people are told all the same, and once', () => {
  const under = new AlertingUnderTest({ rules: { lost: LOST } });
  const { save } = under.store;
  under.store.save = () => {
    throw new Error('no space is left');
  };
  under.own.set('airside.exchanges.lost', 3);
  under.pass(10 * MINUTE);
  expect(under.said()).toHaveLength(1);
  under.store.save = save;
  under.pass(MINUTE);
  under.restart();
  under.pass(10 * MINUTE);
  expect(under.said()).toEqual([]);
});

test('while the store is away, what people say of alerts counts, is said to be unsaved, and is saved later', () => {
  const under = new AlertingUnderTest({ rules: { lost: LOST } });
  under.own.set('airside.exchanges.lost', 3);
  under.pass(10 * MINUTE);
  const { save } = under.store;
  under.store.save = () => {
    throw new Error('no space is left');
  };
  expect(under.alerting.acknowledge(() => true, 'ana', null)).toHaveLength(1);
  const matchers = [{ label: 'rule', value: 'lost' }];
  const { id } = under.alerting.silence({ matchers, endsMs: under.nowMs + HOUR, by: 'ana', comment: '' });
  expect(under.alerting.isUnsaved).toBe(true);
  expect(under.problems).toEqual(['no space is left']);
  under.store.save = save;
  under.pass(MINUTE);
  expect(under.alerting.isUnsaved).toBe(false);
  under.restart();
  expect(under.alerting.alerts()).toMatchObject([{ acknowledged: { by: 'ana' } }]);
  expect(under.alerting.expire(id)).toBeDefined();
});

test('a silence for a label that no alert can have is refused, and the one that was meant is named', () => {
  const under = new AlertingUnderTest({ rules: { lost: { ...LOST, labels: { team: 'shop' } } } });
  const silence = (label: string) =>
    under.alerting.silence({ matchers: [{ label, value: 'x' }], endsMs: under.nowMs + HOUR, by: 'ana', comment: '' });
  expect(() => silence('apis')).toThrow(expect.objectContaining({ message: 'no alert has a label "apis"', hint: 'did you mean "api"?' }));
  for (const label of ['api', 'team', 'rule', 'name']) expect(silence(label).matchers[0]?.label).toBe(label);
});

test('a rule that is taken away ends its alerts, and one that is changed goes on', () => {
  const under = new AlertingUnderTest({ rules: { lost: LOST, failing: ERRORS } });
  under.own.set('airside.exchanges.lost', 3);
  failing(under, ['orders'], 3 * MINUTE);
  expect(under.said()).toHaveLength(2);
  under.configure({ rules: { lost: { ...LOST, severity: 'critical' } } });
  under.pass(10 * MINUTE);
  expect(under.said()).toEqual(['* resolved: Over: failing: api=orders at 50 %', '* changed: lost: all at 3 exchanges']);
});

test('what cannot be looked at stays as it is, and the rule says why', () => {
  const under = new AlertingUnderTest({ rules: { failing: ERRORS } });
  failing(under, ['orders'], 3 * MINUTE);
  under.rollups.close();
  under.pass(HOUR);
  expect(under.alerting.alerts()).toMatchObject([{ phase: 'firing' }]);
  expect(under.alerting.rules()[0]?.state.error).toMatch(/is closed/);
  expect(under.said()).toHaveLength(1);
});

test('an action is asked for once for each caller that can be named, and for nobody else', () => {
  const rule = {
    threshold: { metric: 'requests', above: 100, over: '1m' },
    groupBy: ['api', 'consumer'],
    action: { action: 'throttle', requestsPerMinute: 10, during: '20m' },
  };
  const under = new AlertingUnderTest({ rules: { greedy: rule } });
  for (let turn = 0; turn < 5; turn++) {
    for (const value of ['acme', '-', '_other', 'modest']) {
      bring(under.rollups, { fromMs: under.nowMs, toMs: under.nowMs + MINUTE, series: { cut: 'consumer', value } }, () => ({
        requests: value === 'modest' ? 50 : 500,
      }));
    }
    under.pass(MINUTE);
  }
  expect(under.actions).toEqual([
    {
      action: 'throttle',
      match: [{ kind: 'user', id: 'acme' }],
      api: 'orders',
      requestsPerMinute: 10,
      dryRun: true,
      durationMs: 20 * MINUTE,
      by: 'alert:greedy',
      reason: expect.stringContaining('api=orders consumer=acme, 500 requests (threshold 100 requests)'),
    },
  ]);
});

test('certificates and keys are told in time, one message each, until they are replaced', () => {
  const key = (name: string, days: number): Expirable => ({
    kind: 'key',
    name,
    expiresAtMs: NOON + days * DAY,
    facts: [['consumer', 'acme']],
  });
  const under = new AlertingUnderTest({ rules: { expiry: { expiry: { within: '7d' }, groupBy: [], notifyBy: [], title: '{name} ends' } } });
  under.expirables = [key('old', 3), key('new', 300)];
  under.pass(HOUR);
  expect(under.said()).toEqual(['* opened: old ends']);
  under.expirables = [key('new', 300)];
  under.pass(MINUTE);
  expect(under.said()).toEqual(['* resolved: Over: old ends']);
});

test('incidents are told while they are open; before anybody has said what is open, nothing is taken for over', () => {
  const under = new AlertingUnderTest({ rules: { incident: { incident: { severity: 'medium' } } } });
  under.pass(5 * MINUTE);
  expect(under.alerting.rules()[0]?.state.note).toMatch(/has not said yet/);
  under.alerting.openIncidents([incidentWith(), incidentWith({ id: 'i-2', severity: 'low' })]);
  under.pass(5 * MINUTE);
  expect(under.told[0]?.notification).toMatchObject({
    about: 'incident',
    severity: 'high',
    commands: expect.arrayContaining(['airside incidents show i-1']),
  });
  expect(under.said()).toEqual(['* opened: Ids are tried one after the other']);
  under.restart();
  under.pass(5 * MINUTE);
  expect(under.said()).toEqual([]);
  under.alerting.openIncidents([incidentWith({ severity: 'critical' })]);
  under.pass(5 * MINUTE);
  expect(under.said()).toEqual(['* changed: Ids are tried one after the other']);
  under.alerting.incidents([incidentWith({ state: 'closed' })]);
  under.pass(MINUTE);
  expect(under.said()).toEqual(['* resolved: Over: Ids are tried one after the other']);
});

test('where alerts are off, nothing is looked at', () => {
  const under = new AlertingUnderTest({ enabled: false, rules: { lost: LOST } });
  under.own.set('airside.exchanges.lost', 3);
  under.pass(10 * MINUTE);
  expect(under.alerting.alerts()).toEqual([]);
  expect(under.said()).toEqual([]);
});
