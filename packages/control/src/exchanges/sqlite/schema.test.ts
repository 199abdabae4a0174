import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { migrate } from '../../sqlite/migrate.ts';
import { EXCHANGE_SCHEMA } from './schema.ts';

test('the filters that have an index use it', () => {
  using database = new DatabaseSync(':memory:');
  migrate(database, 'x', EXCHANGE_SCHEMA);
  const plan = (condition: string) =>
    JSON.stringify(database.prepare(`EXPLAIN QUERY PLAN SELECT sequence FROM exchanges WHERE ${condition}`).all());
  expect(plan('time >= ?')).toContain('exchanges_time');
  expect(plan('problem = ?')).toContain('exchanges_problem');
});
