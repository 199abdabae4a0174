import { describe, expect, onTestFinished, test } from 'vitest';

import { exchangeWith, exchanges as numbered } from '../../test/exchange.ts';
import { detectionWith, incidentWith, sanctionWith } from '../../test/export-records.ts';
import { configuredExport, exporterUnderTest } from '../../test/exporter-under-test.ts';
import { type HttpReceiver, json, startHttpReceiver } from '../../test/http-receiver.ts';
import { openExchangeStore } from '../exchanges/sqlite/open.ts';
import type { ExportRecord } from './record.ts';
import { openExportStore } from './sqlite/open.ts';

/** Machines that have much else to do take their time. */
const eventually = <Value>(value: () => Value) => expect.poll(value, { timeout: 20_000 });

const exchanges = (from: number, to: number) =>
  numbered(to)
    .slice(from)
    .map((exchange) => ({ ...exchange, problem: 'rate-limited', status: 429 }));

/** Ids of the events that the receiver has taken, in the order in which they came. */
function takenBy(receiver: HttpReceiver): { readonly ids: () => string[]; refuse: (body: string) => number | undefined } {
  const ids: string[] = [];
  const taken = { ids: () => ids, refuse: (_body: string): number | undefined => undefined };
  receiver.answer = ({ body }, response) => {
    const status = taken.refuse(body);
    if (status !== undefined) return void response.writeHead(status).end('no');
    for (const line of body.split('\n')) if (line !== '') ids.push((JSON.parse(line) as { metadata: { uid: string } }).metadata.uid);
    response.end('ok');
  };
  return taken;
}

async function start(more = '') {
  const receiver = await startHttpReceiver();
  const taken = takenBy(receiver);
  const configured = configuredExport(`http: { url: '${receiver.origin}/in' } ${more}`);
  return { receiver, taken, configured };
}

describe('what is sent', () => {
  test('a new export begins with what comes from then on, in order, each once', async () => {
    const { taken, configured } = await start();
    await using under = exporterUnderTest();
    under.exchanges.append(exchanges(0, 3));
    under.exporter.setExports([configured]);
    await eventually(() => under.store.position('siem', 'exchanges')).toBe(3);
    under.exchanges.append(exchanges(3, 1203));
    await eventually(() => taken.ids().length).toBe(1200);
    expect(taken.ids()).toEqual(Array.from({ length: 1200 }, (_, index) => String(index + 3)));
    await eventually(() => under.exporter.exports()[0]).toMatchObject({ sent: 1200, dropped: 0, waiting: 0, failures: 0 });
    expect(under.exporter.degradations()).toEqual([]);
  });

  test('requests that were passed on are sent only where all are asked for', async () => {
    const refused = await start();
    const all = await start(', exchanges: all');
    await using under = exporterUnderTest();
    under.exporter.setExports([refused.configured, { ...all.configured, name: 'all' }]);
    await eventually(() => under.store.position('all', 'exchanges')).toBe(0);
    await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
    under.exchanges.append([exchangeWith({ id: 'passed' }), ...exchanges(0, 1)]);
    await eventually(() => [refused.taken.ids(), all.taken.ids()]).toEqual([['0'], ['passed', '0']]);
  });

  test('detections, incidents and sanctions are chosen by kind, severity and API', async () => {
    const { taken, configured } = await start(', kinds: [detection, sanction], severity: high, apis: [shop]');
    await using under = exporterUnderTest();
    under.exporter.setExports([configured]);
    const records: readonly ExportRecord[] = [
      { kind: 'detection', value: detectionWith({ id: 'low', severity: 'low' }) },
      { kind: 'detection', value: detectionWith({ id: 'other', api: 'other' }) },
      { kind: 'detection', value: detectionWith({ id: 'none', api: null }) },
      { kind: 'incident', value: { incident: incidentWith(), change: 'opened', time: '2026-11-01T12:00:00.000Z' } },
      { kind: 'sanction', value: { sanction: sanctionWith({ id: 'everywhere' }), change: 'imposed' } },
      { kind: 'sanction', value: { sanction: sanctionWith({ id: 'elsewhere', api: 'other' }), change: 'imposed' } },
      { kind: 'detection', value: detectionWith({ id: 'right' }) },
    ];
    under.exporter.record(records);
    await eventually(() => taken.ids()).toEqual(['everywhere/imposed', 'right']);
  });
});

describe('a receiver that is away', () => {
  test('gets what it missed in order when it is back, also after a restart of Airside', async () => {
    const { taken, configured } = await start();
    const [store, kept] = [openExportStore(':memory:'), openExchangeStore(':memory:')];
    onTestFinished(() => {
      store.close();
      kept.close();
    });
    const before = exporterUnderTest({ store, exchanges: kept });
    before.exporter.setExports([configured]);
    await eventually(() => store.position('siem', 'exchanges')).toBe(0);
    taken.refuse = () => 503;
    kept.append(exchanges(0, 700));
    before.exporter.record([{ kind: 'detection', value: detectionWith() }]);
    await eventually(() => before.exporter.degradations()).toEqual(['records cannot be exported']);
    expect(before.exporter.exports()[0]).toMatchObject({ sent: 0, dropped: 0, lastError: 'answered 503: no' });
    await before.exporter.close();
    taken.refuse = () => undefined;
    await using after = exporterUnderTest({ store, exchanges: kept });
    after.exporter.setExports([configured]);
    await eventually(() => taken.ids().length).toBe(701);
    expect(taken.ids().filter((id) => id !== 'd1')).toEqual(Array.from({ length: 700 }, (_, index) => String(index)));
    await eventually(() => after.exporter.exports()[0]).toMatchObject({ sent: 701, dropped: 0 });
  });

  test('that lets nobody in loses nothing either', async () => {
    const { taken, configured } = await start();
    taken.refuse = () => 401;
    await using under = exporterUnderTest();
    under.exporter.setExports([configured]);
    await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
    under.exchanges.append(exchanges(0, 5));
    await eventually(() => under.exporter.exports()[0]?.failures).toBeGreaterThan(1);
    taken.refuse = () => undefined;
    await eventually(() => taken.ids()).toEqual(['0', '1', '2', '3', '4']);
  });

  test('for too long loses the oldest, which is counted and said', async () => {
    const { taken, configured } = await start(', spool: 1000');
    taken.refuse = () => 503;
    await using under = exporterUnderTest();
    under.exporter.setExports([configured]);
    await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
    under.exchanges.append(exchanges(0, 1500));
    await eventually(() => under.exporter.exports()[0]?.dropped).toBe(500);
    expect(under.exporter.degradations()).toContain('records were not exported');
    taken.refuse = () => undefined;
    await eventually(() => taken.ids().length).toBe(1000);
    expect(taken.ids()[0]).toBe('500');
  });

  test('while the store of exchanges deletes what is old: counted as well', async () => {
    const { taken, configured } = await start();
    const [store, kept] = [openExportStore(':memory:'), openExchangeStore(':memory:')];
    const before = exporterUnderTest({ store, exchanges: kept });
    before.exporter.setExports([configured]);
    await eventually(() => store.position('siem', 'exchanges')).toBe(0);
    await before.exporter.close();
    kept.append(exchanges(0, 30));
    kept.prune({ olderThan: '2000-01-01T00:00:00Z', keepAtMost: 10 });
    await using after = exporterUnderTest({ store, exchanges: kept });
    after.exporter.setExports([configured]);
    await eventually(() => taken.ids().length).toBe(10);
    await eventually(() => after.exporter.exports()[0]).toMatchObject({ sent: 10, dropped: 20 });
  });
});

test('a record that the receiver refuses keeps no other out', async () => {
  const { taken, configured } = await start();
  taken.refuse = (body) => (body.includes('"uid":"13"') ? 400 : undefined);
  await using under = exporterUnderTest();
  under.exporter.setExports([configured]);
  await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
  under.exchanges.append(exchanges(0, 30));
  await eventually(() => taken.ids().length).toBe(29);
  expect(taken.ids()).not.toContain('13');
  await eventually(() => under.exporter.exports()[0]).toMatchObject({ sent: 29, dropped: 1, lastError: 'answered 400: no' });
});

test('a receiver that refuses whatever it is sent loses nothing of it, and is said to fail', async () => {
  const { taken, configured } = await start();
  taken.refuse = () => 400;
  await using under = exporterUnderTest();
  under.exporter.setExports([configured]);
  await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
  under.exchanges.append(exchanges(0, 300));
  await eventually(() => under.exporter.degradations()).toEqual(['records cannot be exported']);
  expect(under.exporter.exports()[0]).toMatchObject({ sent: 0, dropped: 0, lastError: expect.stringContaining('answered 400: no') });
  under.exchanges.append(exchanges(300, 310));
  taken.refuse = () => undefined;
  await eventually(() => taken.ids().length).toBe(310);
  expect(taken.ids()).toEqual(Array.from({ length: 310 }, (_, index) => String(index)));
  expect(under.exporter.degradations()).toEqual([]);
});

test('a source of which the receiver takes nothing keeps no other back', async () => {
  const { taken, configured } = await start();
  taken.refuse = (body) => (body.includes('"uid":"d') ? 400 : undefined);
  await using under = exporterUnderTest();
  under.exporter.setExports([configured]);
  await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
  under.exporter.record(Array.from({ length: 8 }, (_, index) => ({ kind: 'detection', value: detectionWith({ id: `d${index}` }) })));
  under.exchanges.append(exchanges(0, 5));
  await eventually(() => taken.ids().length).toBe(5);
  await eventually(() => under.exporter.exports()[0]?.failures).toBeGreaterThan(1);
  expect(under.exporter.exports()[0]?.dropped).toBe(0);
});

test('records that the bulk API took are not sent again with those that it did not', async () => {
  const receiver = await startHttpReceiver();
  const sent: string[][] = [];
  receiver.answer = ({ body }, response) => {
    const ids = [...body.matchAll(/"_id":"([^"]+)"/g)].map(([, id = '']) => id);
    sent.push(ids);
    json(response, 200, {
      errors: true,
      items: ids.map((_, index) => ({ create: { status: sent.length === 1 && index === 2 ? 429 : 201 } })),
    });
  };
  await using under = exporterUnderTest();
  under.exporter.setExports([configuredExport(`format: ecs, http: { url: '${receiver.origin}/_bulk', body: elastic }`)]);
  await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
  under.exchanges.append(exchanges(0, 5));
  await eventually(() => under.exporter.exports()[0]).toMatchObject({ sent: 5, dropped: 0, failures: 0 });
  expect(sent[0]).toHaveLength(5);
  expect(sent[1]).toEqual(sent[0]?.slice(2, 3));
});

test('one slow receiver delays no other', async () => {
  const [slow, fast] = [await start(), await start()];
  slow.receiver.answer = () => undefined;
  await using under = exporterUnderTest();
  under.exporter.setExports([slow.configured, { ...fast.configured, name: 'fast' }]);
  await eventually(() => under.store.position('fast', 'exchanges')).toBe(0);
  under.exchanges.append(exchanges(0, 5));
  await eventually(() => fast.taken.ids().length).toBe(5);
  expect(slow.receiver.requests.length).toBeLessThanOrEqual(1);
});

test('where nothing is exported, nothing is put aside; what all are done with is deleted', async () => {
  const { taken, configured } = await start();
  await using under = exporterUnderTest();
  under.exporter.record([{ kind: 'detection', value: detectionWith() }]);
  expect(under.store.last()).toBe(0);
  under.exporter.setExports([configured]);
  under.exporter.record([{ kind: 'detection', value: detectionWith() }]);
  await eventually(() => taken.ids()).toEqual(['d1']);
  await eventually(() => under.store.read(0, 10)).toEqual([]);
  expect(under.store.last()).toBe(1);
});

test('an export that leaves the configuration is forgotten, and begins anew when it comes back', async () => {
  const { configured } = await start();
  await using under = exporterUnderTest();
  under.exporter.setExports([configured]);
  await eventually(() => under.store.position('siem', 'exchanges')).toBe(0);
  under.exporter.setExports([]);
  expect(under.store.position('siem', 'spool')).toBeUndefined();
  expect(under.exporter.exports()).toEqual([]);
});

test('a test record is sent at once, and its answer told', async () => {
  const { taken, configured } = await start();
  await using under = exporterUnderTest();
  under.exporter.setExports([configured]);
  expect(await under.exporter.test('siem')).toEqual({ kind: 'delivered', answer: 'answered 200: ok' });
  expect(taken.ids()).toEqual(['audit/0']);
  expect(under.exporter.test('other')).toBeUndefined();
});
