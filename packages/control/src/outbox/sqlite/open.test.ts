import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, onTestFinished, test } from 'vitest';

import { notificationWith } from '../../../test/notification.ts';
import { outboxStoreContract } from '../../../test/outbox-store-contract.ts';
import { migrate } from '../../sqlite/migrate.ts';
import { openOutboxStore } from './open.ts';
import { OUTBOX_SCHEMA } from './schema.ts';
import { sqliteOutboxStore } from './store.ts';

outboxStoreContract('the outbox in SQLite in memory', () => openOutboxStore(':memory:'));

const entry = { channel: 'c', notification: notificationWith(), acceptedMs: 1, dueMs: 1 };

test('what was accepted is there after the store was closed and opened again, for its owner alone', () => {
  const directory = mkdtempSync(join(tmpdir(), 'airside-outbox-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'outbox.db');
  const store = openOutboxStore(file);
  store.add(entry);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  store.close();
  const again = openOutboxStore(file);
  expect(again.due('c', 1, 10)).toHaveLength(1);
  again.close();
});

test('a row that holds no notification is named as damage', () => {
  const database = new DatabaseSync(':memory:');
  migrate(database, 'test.db', OUTBOX_SCHEMA);
  const store = sqliteOutboxStore(database, 'outbox test.db');
  store.add(entry);
  database.exec(`UPDATE deliveries SET notification = '{"id":1}'`);
  expect(() => store.due('c', 1, 10)).toThrow(/outbox test\.db is damaged.*sequence 1/);
  store.close();
});
