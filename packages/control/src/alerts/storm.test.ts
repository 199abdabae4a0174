import type { Notification } from '@airside/domain';
import { expect, test } from 'vitest';

import { AlertingUnderTest, incidentWith } from './testing/alerting.ts';
import { bring, HOUR, MINUTE } from './testing/traffic.ts';

const ERRORS = { threshold: { metric: 'errorShare', above: 0.1, over: '1m' }, clearFor: '5m' };

test('ten thousand incidents in a minute are one page, however they are spread over APIs, and one message that they are over', () => {
  for (const apis of [1, 3000]) {
    const under = new AlertingUnderTest({ rules: { incident: { incident: { severity: 'low' } } } });
    const incidents = Array.from({ length: 10_000 }, (_, index) => incidentWith({ id: `i-${index}`, apis: [`api-${index % apis}`] }));
    under.alerting.openIncidents(incidents);
    under.pass(3 * MINUTE);
    expect(under.said()).toEqual([
      apis === 1 ? '* opened: incident: 10000 alerts (api=api-0)' : '* opened: Alert storm: 10000 alerts in 3000 groups',
    ]);
    under.alerting.openIncidents([]);
    under.pass(10 * MINUTE);
    expect(under.said()).toHaveLength(1);
    expect(under.alerting.alerts().filter(({ phase }) => phase !== 'resolved')).toEqual([]);
  }
});

test('a few groups are told one by one, too many together, and a storm takes in what comes while it lasts', () => {
  const under = new AlertingUnderTest({ storm: { messages: 3, within: '10m' }, rules: { failing: ERRORS } });
  const fail = (apis: number, minutes: number) => {
    for (let turn = 0; turn < minutes; turn++) {
      for (let api = 0; api < apis; api++) {
        bring(under.rollups, { fromMs: under.nowMs, toMs: under.nowMs + MINUTE, series: { api: `api-${api}` } }, () => ({
          requests: 100,
          errors: 50,
        }));
      }
      under.pass(MINUTE);
    }
  };
  fail(3, 3);
  expect(under.said()).toHaveLength(3);
  fail(6, 2);
  expect(under.said()).toEqual(['* opened: Alert storm: 3 alerts in 3 groups']);
  fail(9, 6);
  expect(under.said()).toEqual(['* changed: Alert storm: 6 alerts in 6 groups']);
  under.restart();
  fail(9, 10);
  expect(under.said()).toEqual([]);
  under.pass(HOUR);
  const over = under.said();
  expect(over.filter((line) => line.startsWith('* resolved: Over: failing'))).toHaveLength(3);
  expect(over.filter((line) => !line.startsWith('* resolved: Over: failing'))).toEqual(['* resolved: Over: alert storm, 6 groups']);
});

test('a channel that is in a storm keeps no other one from being told', () => {
  const under = new AlertingUnderTest({
    storm: { messages: 1, within: '1h' },
    rules: {
      noisy: { expiry: { within: '30d' }, groupBy: [], notifyBy: [], channels: ['chat'] },
      failing: { ...ERRORS, channels: ['chat'] },
      lost: { threshold: { metric: 'airside.exchanges.lost', above: 0 }, groupBy: [], channels: ['pager'] },
    },
  });
  under.own.set('airside.exchanges.lost', 1);
  under.expirables = [{ kind: 'key', name: 'k', expiresAtMs: under.nowMs, facts: [] }];
  for (let turn = 0; turn < 3; turn++) {
    bring(under.rollups, { fromMs: under.nowMs, toMs: under.nowMs + MINUTE }, () => ({ requests: 100, errors: 50 }));
    under.pass(MINUTE);
  }
  expect(under.said()).toEqual([
    'chat opened: noisy: kind=key name=k at -0.000694 days',
    'pager opened: lost: all at 1 exchanges',
    expect.stringMatching(/^chat opened: Alert storm/),
  ]);
});

const message = (key: string, state: Notification['state']): Notification => ({
  id: `${key}-${state}`,
  key,
  about: 'incident',
  state,
  time: '2026-11-16T12:00:00.000Z',
  severity: 'high',
  title: key,
  text: '',
  facts: [],
  apis: [],
  owners: [],
  commands: [],
});

test('messages that others make are passed on at once and as they are; ten thousand in a minute are a few and one more', () => {
  const under = new AlertingUnderTest({});
  for (let index = 0; index < 10_000; index++) under.alerting.relay(message(`incident:${index}`, 'opened'), []);
  expect(under.said()).toHaveLength(10);
  under.pass(2 * MINUTE);
  expect(under.said()).toEqual(['*notify opened: 9990 more incidents at once']);
  under.restart();
  under.alerting.relay(message('incident:3', 'changed'), []);
  under.alerting.relay(message('incident:77', 'changed'), []);
  under.pass(20 * MINUTE);
  // Of the second one nobody has heard by itself.
  expect(under.said()).toEqual(['*notify changed: incident:3']);
  for (let index = 0; index < 10_000; index++) under.alerting.relay(message(`incident:${index}`, 'resolved'), []);
  under.pass(2 * MINUTE);
  const over = under.said();
  expect(over.filter((line) => line.startsWith('*notify resolved: incident:'))).toHaveLength(10);
  expect(over.at(-1)).toBe('*notify resolved: Over: storm of 9990 incidents');
});

test('a storm of small incidents hides none that is graver: that one is told at once, and when it is over', () => {
  const under = new AlertingUnderTest({});
  const small = (index: number): Notification => ({ ...message(`incident:${index}`, 'opened'), severity: 'low' });
  for (let index = 0; index < 1000; index++) under.alerting.relay(small(index), []);
  under.pass(2 * MINUTE);
  under.said();
  under.alerting.relay(message('incident:grave', 'opened'), []);
  expect(under.said()).toEqual(['*notify opened: incident:grave']);
  under.alerting.relay({ ...message('incident:500', 'changed'), severity: 'critical' }, []);
  expect(under.said()).toEqual(['*notify changed: incident:500']);
  under.alerting.relay({ ...small(2000), severity: 'high' }, []);
  under.alerting.relay(message('incident:500', 'resolved'), []);
  under.alerting.relay(message('incident:grave', 'resolved'), []);
  expect(under.said()).toEqual(['*notify resolved: incident:500', '*notify resolved: incident:grave']);
});
