import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { EXCHANGE_SCHEMA } from '../exchanges/sqlite/schema.ts';
import { assertCurrent, migrate } from './migrate.ts';

test('a second migration changes nothing', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x', EXCHANGE_SCHEMA);
  const schema = () => database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  const before = schema();
  migrate(database, 'x', EXCHANGE_SCHEMA);
  expect(schema()).toEqual(before);
  expect(() => assertCurrent(database, 'x', EXCHANGE_SCHEMA)).not.toThrow();
});

test('a step that fails leaves the database as it was', () => {
  using database = new DatabaseSync(':memory:');
  database.exec('PRAGMA application_id = 1097429619; CREATE TABLE documents (a)');
  expect(() => migrate(database, 'x', EXCHANGE_SCHEMA)).toThrow('already exists');
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'documents' }]);
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 });
});

test('a negative version is refused', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x', EXCHANGE_SCHEMA);
  database.exec('PRAGMA user_version = -1');
  expect(() => migrate(database, 'x', EXCHANGE_SCHEMA)).toThrow('schema version -1');
});
