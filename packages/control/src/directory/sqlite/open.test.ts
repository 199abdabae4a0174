import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';

import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { BY } from '../../../test/directory/harness.ts';
import { directoryStoreContract } from '../../../test/directory-store-contract.ts';
import { openExchangeStore } from '../../exchanges/sqlite/open.ts';
import { migrate } from '../../sqlite/migrate.ts';
import type { DirectoryTables } from '../sql/schema.ts';
import { sqlDirectoryStore } from '../sql/store.ts';
import { nodeSqliteDialect } from './dialect.ts';
import { openDirectoryStore } from './open.ts';
import { DIRECTORY_SCHEMA } from './schema.ts';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'airside-directory-'));
  file = join(directory, 'data', 'directory.db');
});
afterEach(() => rmSync(directory, { recursive: true }));

directoryStoreContract('the directory in SQLite in memory', (options) => openDirectoryStore(':memory:', options));
directoryStoreContract('the directory in an SQLite file', (options) => openDirectoryStore(file, options));

/** Does something to a store that is closed afterwards. */
async function using<Result>(work: (store: ReturnType<typeof openDirectoryStore>) => Promise<Result>): Promise<Result> {
  const store = openDirectoryStore(file);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const state = () => using(async (store) => [await store.contents(), await store.history({})]);

describe('the file', () => {
  test('keeps everything over a restart', async () => {
    await using(async (store) => {
      await store.createConsumer({ id: 'acme' }, BY);
      await store.createKey({ id: 'k1', consumer: 'acme' }, BY);
      await store.recordKeyUse(new Map([['k1', 5]]));
    });
    expect(await state()).toMatchObject([{ consumer: [{ id: 'acme' }], key: [{ id: 'k1', lastUsedAtMs: 5 }] }, [{}, {}]]);
  });

  test('and its companions are open to their owner alone', async () => {
    await using(async (store) => {
      await store.createConsumer({ id: 'acme' }, BY);
      const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
      expect(mode(join(directory, 'data'))).toBe('700');
      expect([file, `${file}-wal`, `${file}-shm`].map(mode)).toEqual(['600', '600', '600']);
    });
  });

  test('is let go of when the store is closed, used or not', async () => {
    await using(async () => undefined);
    expect(existsSync(`${file}-wal`)).toBe(false);
    await using((store) => store.createConsumer({ id: 'acme' }, BY));
    expect(existsSync(`${file}-wal`)).toBe(false);
  });

  test('of another kind of store is refused untouched', async () => {
    openExchangeStore(file).close();
    const before = readFileSync(file);
    expect(() => openDirectoryStore(file)).toThrow(
      expect.objectContaining({ name: 'StoreUnavailableError', reason: 'foreign', message: expect.stringContaining(file) as string }),
    );
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('of a later version is refused', async () => {
    await using((store) => store.contents());
    const database = new DatabaseSync(file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    expect(() => openDirectoryStore(file)).toThrow(expect.objectContaining({ reason: 'newer-version' }));
  });

  test('with something else in its columns than was written says that it is damaged', async () => {
    await using((store) => store.createConsumer({ id: 'acme' }, BY));
    for (const scopes of ['[', '{}', '[1]', 'null']) {
      const database = new DatabaseSync(file);
      database.prepare('UPDATE consumers SET scopes = ?').run(scopes);
      database.close();
      await expect(using((store) => store.contents())).rejects.toMatchObject({ name: 'StoreUnavailableError', reason: 'corrupt' });
    }
  });
});

describe('a process that is killed half-way', () => {
  test.each(['begin', 'delete from "api_keys"', 'insert into "audit"', 'delete from "consumers"', 'commit'])(
    'before %s leaves neither change nor audit record',
    async (fragment) => {
      await using(async (store) => {
        await store.createConsumer({ id: 'acme' }, BY);
        await store.createKey({ id: 'k1', consumer: 'acme' }, BY);
      });
      const before = await state();
      const child = fileURLToPath(new URL('../../../test/killed-change.ts', import.meta.url));
      const { signal, stderr } = spawnSync(process.execPath, ['--conditions=development', child, file, fragment], { encoding: 'utf8' });
      expect(signal, stderr).toBe('SIGKILL');
      expect(await state()).toEqual(before);
    },
  );
});

describe('a database that stops serving', () => {
  const openDatabase = () => {
    const database = new DatabaseSync(':memory:');
    migrate(database, 'test.db', DIRECTORY_SCHEMA);
    const dialect = nodeSqliteDialect(database, 'directory test.db');
    return { database, store: sqlDirectoryStore(new Kysely<DirectoryTables>({ dialect }), 'directory test.db', {}) };
  };

  test('for want of room loses nothing, keeps no half of a change, and serves again when there is room', async () => {
    const { database, store } = openDatabase();
    await store.createConsumer({ id: 'acme' }, BY);
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    const scopes = Array.from({ length: 1000 }, (_, index) => `scope:${index}`);
    await expect(store.createConsumer({ id: 'large', scopes }, BY)).rejects.toMatchObject({ reason: 'full' });
    expect((await store.contents()).consumer).toMatchObject([{ id: 'acme' }]);
    expect(await store.history({})).toHaveLength(1);
    database.exec('PRAGMA max_page_count = 10000');
    await store.createConsumer({ id: 'large', scopes }, BY);
    expect(await store.history({})).toHaveLength(2);
    await store.close();
  });

  test('because it may not be written can still be read', async () => {
    const { database, store } = openDatabase();
    await store.createConsumer({ id: 'acme' }, BY);
    database.exec('PRAGMA query_only = ON');
    await expect(store.createConsumer({ id: 'x' }, BY)).rejects.toMatchObject({ name: 'StoreUnavailableError', reason: 'read-only' });
    expect(await store.history({})).toHaveLength(1);
    await store.close();
  });
});

test('a directory in the place of the file is refused with its reason', () => {
  mkdirSync(file, { recursive: true });
  expect(() => openDirectoryStore(file)).toThrow(expect.objectContaining({ reason: 'failed' }));
});
