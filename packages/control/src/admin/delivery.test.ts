import { createDirectory } from '@airside/identity';
import { expect, onTestFinished, test } from 'vitest';

import { configuredExport } from '../../test/exporter-under-test.ts';
import { outboxUnderTest } from '../../test/outbox-under-test.ts';
import { openDirectoryStore } from '../directory/sqlite/open.ts';
import { createExporter } from '../export/exporter.ts';
import { openExportStore } from '../export/sqlite/open.ts';
import { createAdministration } from './administration.ts';
import { createAdminApi } from './api.ts';
import { localActor } from './local-actor.ts';

async function start() {
  const under = outboxUnderTest(['chat', 'pager']);
  const directory = openDirectoryStore(':memory:');
  const exportStore = openExportStore(':memory:');
  const exporter = createExporter({ store: exportStore, sources: [], key: Buffer.alloc(32) });
  exporter.setExports([configuredExport('file: { path: nowhere/out.log }', '/proc')]);
  const administration = createAdministration({
    store: directory,
    directory: createDirectory(),
    configured: () => createDirectory(),
    placeOf: () => undefined,
    publish: async () => ({ workers: 1, replaced: 0 }),
  });
  const app = createAdminApi({
    administration,
    actorOf: localActor,
    delivery: { outbox: under.outbox, exporter },
    onError: () => undefined,
  });
  onTestFinished(async () => {
    await app.close();
    await exporter.close();
    exportStore.close();
    await directory.close();
    await under[Symbol.asyncDispose]();
  });
  const ask = async (method: 'GET' | 'POST', path: string) => {
    const { statusCode, body } = await app.inject({ method, url: `/v1${path}`, headers: { 'airside-actor': 'tester' } });
    return { status: statusCode, body: JSON.parse(body) as Record<string, unknown> };
  };
  return { under, ask };
}

test('channels are listed as they are doing, and deliveries by channel and state', async () => {
  const { under, ask } = await start();
  const { chat } = under.channels;
  if (chat !== undefined) chat.answer = () => ({ kind: 'refused', reason: 'answered 404' });
  under.notify();
  await under.pass(1000);
  expect((await ask('GET', '/channels')).body).toMatchObject({
    items: [
      { name: 'chat', kind: 'scripted', target: 'test', failed: 1, pending: 0, lastError: 'answered 404' },
      { name: 'pager', delivered: 2, failed: 0, lastError: null },
    ],
  });
  const failed = await ask('GET', '/deliveries?state=failed&limit=5');
  expect(failed.body).toMatchObject({ items: [{ channel: 'chat', state: 'failed', error: 'answered 404', notification: { id: 'n1' } }] });
  expect((await ask('GET', '/deliveries?channel=pager&key=incident:1')).body).toMatchObject({
    items: [{ channel: 'pager', state: 'delivered' }],
  });
});

test.each([
  '/deliveries?state=lost',
  '/deliveries?limit=0',
  '/deliveries?limit=1001',
  '/deliveries?channel=../x',
  '/deliveries?before=x',
  '/deliveries?what=1',
])('%s is refused', async (path) => {
  const { ask } = await start();
  expect((await ask('GET', path)).status).toBe(400);
});

test('a test tells what the receiver answered; of a name of nothing it says so', async () => {
  const { under, ask } = await start();
  expect((await ask('POST', '/channels/chat/test')).body).toEqual({ name: 'chat', outcome: 'delivered', answer: 'ok' });
  expect(under.channels['chat']?.taken[0]?.about).toBe('test');
  expect((await ask('POST', '/exports/siem/test')).body).toMatchObject({
    name: 'siem',
    outcome: 'later',
    answer: expect.stringContaining('nowhere/out.log'),
  });
  expect((await ask('GET', '/exports')).body).toMatchObject({
    items: [{ name: 'siem', format: 'ocsf', target: 'nowhere/out.log', sent: 0 }],
  });
  for (const path of ['/channels/other/test', '/exports/other/test']) expect((await ask('POST', path)).status).toBe(404);
});
