import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { assertCurrent, migrate } from './migrations.ts';

test('a second migration changes nothing', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x');
  const schema = () => database.prepare('SELECT sql FROM sqlite_schema ORDER BY name').all();
  const before = schema();
  migrate(database, 'x');
  expect(schema()).toEqual(before);
  expect(() => assertCurrent(database, 'x')).not.toThrow();
});

test('a step that fails leaves the database as it was', () => {
  using database = new DatabaseSync(':memory:');
  database.exec('PRAGMA application_id = 1097429619; CREATE TABLE documents (a)');
  expect(() => migrate(database, 'x')).toThrow('already exists');
  expect(database.prepare('SELECT name FROM sqlite_schema').all()).toEqual([{ name: 'documents' }]);
  expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 0 });
});

test('a negative version is refused', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x');
  database.exec('PRAGMA user_version = -1');
  expect(() => migrate(database, 'x')).toThrow('schema version -1');
});

test('the filters that have an index use it', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x');
  const plan = (condition: string) =>
    JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN SELECT sequence FROM exchanges WHERE ${condition}`).all());
  expect(plan('time >= ?')).toContain('exchanges_time');
  expect(plan('problem = ?')).toContain('exchanges_problem');
});
