import { expect, test } from 'vitest';

import { AlertingUnderTest } from '../../alerts/testing/alerting.ts';
import { bring, HOUR, MINUTE, NOON } from '../../alerts/testing/traffic.ts';
import { adminUnderTest } from '../testing/admin.ts';

const ERRORS = { threshold: { metric: 'errorShare', above: 0.1, over: '1m' } };

function failing() {
  const under = new AlertingUnderTest({
    rules: { failing: ERRORS, lost: { threshold: { metric: 'airside.exchanges.lost', above: 0 }, groupBy: [] } },
  });
  bring(under.rollups, { fromMs: NOON, toMs: NOON + 5 * MINUTE }, () => ({ requests: 100, errors: 50 }));
  under.pass(5 * MINUTE);
  return under;
}

test('an alert is listed, explained with its values and who was told, acknowledged and silenced by whoever asks', async () => {
  const { alerting, rollups } = failing();
  await using admin = adminUnderTest({ alerts: { alerting, rollups } });
  const { items } = (await admin.ask('GET', '/alerts')).body as { items: { id: string; title: string; value: number }[] };
  expect(items).toMatchObject([
    { phase: 'firing', labels: { api: 'orders' }, title: 'failing: api=orders at 50 %', acknowledged: null, quiet: null },
  ]);
  const id = items[0]?.id ?? '';
  expect((await admin.ask('POST', '/alert-acknowledgements', { ids: [id], note: 'on it' })).body).toMatchObject({
    items: [{ acknowledged: { by: 'os:tester', note: 'on it' } }],
  });
  const silence = await admin.ask('POST', '/alert-silences', {
    matchers: [{ label: 'api', value: 'orders' }],
    forMs: HOUR,
    comment: 'known',
  });
  expect(silence).toMatchObject({ status: 201, body: { by: 'os:tester', comment: 'known' } });
  const details = (await admin.ask('GET', `/alerts/${id}`)).body as { history: { value: number | null }[] };
  expect(details).toMatchObject({ told: [{ channel: '*', what: 'opened' }], acknowledged: { note: 'on it' } });
  expect(details.history.map(({ value }) => value).filter((value) => value !== null)).toEqual(expect.arrayContaining([0.5]));
});

test.each<[string, string, unknown, number]>([
  ['GET', '/alerts/a-none', undefined, 404],
  ['GET', '/alerts?phase=over', undefined, 400],
  ['GET', '/alerts?limit=1000000', undefined, 400],
  ['POST', '/alert-acknowledgements', {}, 422],
  ['POST', '/alert-acknowledgements', { all: true, rule: 'failing' }, 422],
  ['POST', '/alert-acknowledgements', { ids: ['a-none'] }, 404],
  ['POST', '/alert-silences', { matchers: [], forMs: HOUR, comment: '' }, 400],
  ['POST', '/alert-silences', { matchers: [{ label: 'api', value: 'x' }], forMs: 1e15, comment: 'ever' }, 400],
  ['POST', '/alert-silences', { matchers: [{ label: 'api', value: 'x' }], forMs: HOUR, comment: 'a\u001b[2J' }, 400],
  ['DELETE', '/alert-silences/s-none', undefined, 404],
  ['POST', '/alert-tests', { rule: 'none' }, 404],
  ['GET', '/rollups?metric=requests&fromMs=1&toMs=60000', undefined, 422],
  ['GET', '/rollups?metric=nothing&fromMs=0&toMs=60000', undefined, 400],
  ['GET', '/rollups?metric=requests&groupBy=api,consumer&countries=CH&fromMs=0&toMs=60000', undefined, 422],
  ['GET', '/rollups?metric=callers&groupBy=country&fromMs=0&toMs=60000', undefined, 422],
  ['GET', '/rollups?metric=requests&fromMs=0&toMs=6000000000&stepMs=60000', undefined, 422],
])('%s %s with %o is refused with %i', async (method, path, body, status) => {
  const { alerting, rollups } = failing();
  await using admin = adminUnderTest({ alerts: { alerting, rollups } });
  expect((await admin.ask(method as 'GET', path, body)).status).toBe(status);
});

test('rules say how they are, a test message goes out, and counts can be read over time', async () => {
  const under = failing();
  await using admin = adminUnderTest({ alerts: under });
  expect((await admin.ask('GET', '/alert-rules')).body).toMatchObject({
    items: [
      { id: 'failing', state: 'firing', firing: 1 },
      { id: 'lost', state: 'unknown', note: expect.stringContaining('nothing measures') },
    ],
  });
  under.said();
  expect((await admin.ask('POST', '/alert-tests', { rule: 'failing', channels: ['chat'] })).body).toMatchObject({ channels: ['chat'] });
  expect(under.said()).toEqual(['chat opened: Test: rule failing']);
  const { body } = await admin.ask('GET', `/rollups?metric=errorShare&fromMs=${NOON}&toMs=${NOON + HOUR}&stepMs=${MINUTE}`);
  expect(body).toMatchObject({
    items: [{ labels: { api: 'orders' }, points: Array.from({ length: 5 }, () => ({ requests: 100, value: 0.5 })) }],
    leftOut: 0,
  });
});
