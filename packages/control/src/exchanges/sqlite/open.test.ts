import { chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { exchanges, exchangeWith } from '../../../test/exchange.ts';
import { exchangeStoreContract } from '../../../test/exchange-store-contract.ts';
import { migrate } from '../../sqlite/migrate.ts';
import { openExchangeStore } from './open.ts';
import { EXCHANGE_SCHEMA } from './schema.ts';
import { sqliteExchangeStore } from './store.ts';

const all = { limit: 1000, order: 'oldest-first' } as const;
const unavailable = (reason: string, ...words: readonly string[]): unknown =>
  expect.objectContaining({ name: 'StoreUnavailableError', reason, message: expect.stringMatching(new RegExp(words.join('.*'))) });

exchangeStoreContract('exchanges in SQLite in memory', () => openExchangeStore(':memory:'));

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airside-exchanges-'));
  file = join(directory, 'data', 'exchanges.sqlite');
});
afterEach(() => rmSync(directory, { recursive: true }));

function execute(sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

function fill(count: number): void {
  const store = openExchangeStore(file);
  store.append(exchanges(count));
  store.close();
}

describe('exchanges in an SQLite file', () => {
  test('what was appended is there after the store was closed and opened again', () => {
    fill(3);
    const store = openExchangeStore(file);
    expect(store.list({}, all).map(({ exchange }) => exchange)).toEqual(exchanges(3));
    store.close();
  });

  test('directory, file and companions are open to their owner alone', () => {
    const store = openExchangeStore(file);
    store.append(exchanges(1));
    const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
    expect(mode(join(directory, 'data'))).toBe('700');
    expect([file, `${file}-wal`, `${file}-shm`].map(mode)).toEqual(['600', '600', '600']);
    store.close();
  });

  test('a file that others could read is closed to them when it is opened', () => {
    mkdirSync(join(directory, 'data'));
    writeFileSync(file, '', { mode: 0o666 });
    openExchangeStore(file).close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('a name that looks like an SQLite URI is a plain file name', () => {
    file = join(directory, 'file:x?mode=memory#%00');
    fill(1);
    expect(statSync(file).size).toBeGreaterThan(0);
  });

  test('a reader sees what a writer appends while both are open, and cannot write', () => {
    const writer = openExchangeStore(file);
    writer.append(exchanges(2));
    const reader = openExchangeStore(file, { readOnly: true });
    const seen = reader.list({}, all);
    writer.append([exchangeWith({ id: 'new' })]);
    expect(reader.list({}, { ...all, after: seen.at(-1)?.sequence ?? 0 }).map(({ exchange }) => exchange.id)).toEqual(['new']);
    expect(() => reader.append(exchanges(1))).toThrow(unavailable('read-only', file));
    expect(() => reader.prune({ olderThan: '2027-01-01T00:00:00Z', keepAtMost: 0 })).toThrow(unavailable('read-only', file));
    reader.close();
    writer.close();
  });

  test('a reader of a store that was never written is told so, and makes no file', () => {
    expect(() => openExchangeStore(file, { readOnly: true })).toThrow(unavailable('missing', file));
    expect(() => statSync(file)).toThrow('ENOENT');
  });

  test('a reader does not bring an older store up to date, but says who does', () => {
    mkdirSync(join(directory, 'data'));
    writeFileSync(file, '');
    expect(() => openExchangeStore(file, { readOnly: true })).toThrow(unavailable('older-version', file, 'version 0'));
  });

  test.each([{ readOnly: false }, { readOnly: true }])('a store that a newer Airside wrote is refused untouched: %j', (options) => {
    fill(2);
    execute('PRAGMA user_version = 999');
    expect(() => openExchangeStore(file, options)).toThrow(unavailable('newer-version', file, '999'));
    execute('PRAGMA user_version = 1');
    const store = openExchangeStore(file);
    expect(store.count()).toBe(2);
    store.close();
  });

  test("another program's database is refused untouched", () => {
    mkdirSync(join(directory, 'data'));
    execute('CREATE TABLE exchanges (a); PRAGMA user_version = 1');
    const before = readFileSync(file);
    expect(() => openExchangeStore(file)).toThrow(unavailable('foreign', file));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each([{ readOnly: false }, { readOnly: true }])('a file that is no database is refused untouched, with advice: %j', (options) => {
    mkdirSync(join(directory, 'data'));
    writeFileSync(file, 'precious text, no database '.repeat(500));
    const before = readFileSync(file);
    expect(() => openExchangeStore(file, options)).toThrow(unavailable('corrupt', file, 'Nothing was deleted', 'aside'));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a store with overwritten pages says that it is damaged and deletes nothing', () => {
    fill(500);
    const bytes = readFileSync(file);
    bytes.fill(0xff, 4096);
    writeFileSync(file, bytes);
    expect(() => {
      const store = openExchangeStore(file);
      try {
        store.list({}, all);
      } finally {
        store.close();
      }
    }).toThrow(unavailable('corrupt', file, 'Nothing was deleted'));
    expect(statSync(file).size).toBe(bytes.length);
  });

  test('an exchange that is no longer JSON is named as damage', () => {
    fill(3);
    execute(`UPDATE documents SET exchange = '{"id":' WHERE sequence = 2`);
    const store = openExchangeStore(file);
    expect(() => store.list({}, all)).toThrow(unavailable('corrupt', file, 'sequence 2'));
    expect(store.count()).toBe(3);
    store.close();
  });

  test('a path that cannot be a file is refused with its reason', () => {
    writeFileSync(join(directory, 'data'), 'a file where the directory should be');
    expect(() => openExchangeStore(file)).toThrow(unavailable('failed', file, 'EEXIST|ENOTDIR'));
    expect(() => openExchangeStore(directory)).toThrow(unavailable('failed', 'EISDIR'));
  });

  test('a link that leads round in a circle is refused', () => {
    mkdirSync(join(directory, 'data'));
    symlinkSync(file, file);
    expect(() => openExchangeStore(file)).toThrow(unavailable('failed', 'ELOOP'));
  });

  test('a directory that may not be written is refused as read-only', () => {
    mkdirSync(join(directory, 'data'), { mode: 0o500 });
    asOrdinaryUser([directory, join(directory, 'data')], () => {
      expect(() => openExchangeStore(file)).toThrow(unavailable('read-only', file));
    });
  });
});

describe('a database that stops serving', () => {
  const openDatabase = () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, 'test.sqlite', EXCHANGE_SCHEMA);
    return { database, store: sqliteExchangeStore(database, 'test.sqlite') };
  };

  test('a full one keeps what it has, loses no batch by halves, and serves again when there is room', () => {
    const { database, store } = openDatabase();
    store.append(exchanges(1));
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages + 2}`);
    expect(() => store.append(exchanges(500))).toThrow(unavailable('full', 'test.sqlite', 'space'));
    expect(store.count()).toBe(1);
    database.exec('PRAGMA max_page_count = 10000');
    store.append(exchanges(500));
    expect(store.count()).toBe(501);
    store.close();
  });

  test('one that may not be written can still be read', () => {
    const { database, store } = openDatabase();
    store.append(exchanges(2));
    database.exec('PRAGMA query_only = ON');
    expect(() => store.append(exchanges(1))).toThrow(unavailable('read-only', 'test.sqlite'));
    expect(store.count()).toBe(2);
    store.close();
  });
});

const NOBODY = 65_534;

/** Permissions do not bind the superuser: as that, runs the action as nobody, to whom the folders are given. */
function asOrdinaryUser(folders: readonly string[], action: () => void): void {
  if (process.getuid?.() !== 0) {
    action();
    return;
  }
  for (const folder of folders) chownSync(folder, NOBODY, NOBODY);
  process.seteuid?.(NOBODY);
  try {
    action();
  } finally {
    process.seteuid?.(0);
  }
}

test('without room on the disk nothing is appended, and what was deleted makes room again', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x', EXCHANGE_SCHEMA);
  let isFull = false;
  const store = sqliteExchangeStore(database, 'exchange store x', () => !isFull);
  const large = exchangeWith({ query: 'x'.repeat(10_000) });
  for (let count = 0; count < 1000; count++) store.append([large]);
  isFull = true;
  expect(() => store.append([large])).toThrow(unavailable('full', 'exchange store x cannot grow: no space is left'));
  expect(store.count()).toBe(1000);
  expect(store.prune({ olderThan: '1970-01-01T00:00:00Z', keepAtMost: 0 }, 1000)).toBe(1000);
  store.append([large]);
  expect(store.count()).toBe(1);
});
