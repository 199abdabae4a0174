import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { expect, test } from 'vitest';

import { exchangeWith } from '../../../test/exchange.ts';
import { recorded, rollupStoreContract } from '../../../test/rollup-store-contract.ts';
import { openRollupStore } from './open.ts';

rollupStoreContract('roll-ups in SQLite in memory', () => openRollupStore(':memory:'));

const DAY = { cut: 'api', fromMs: Date.parse('2026-11-01T00:00:00Z'), toMs: Date.parse('2026-11-02T00:00:00Z') } as const;

test('a reader beside the writer sees what is written, and hours as they are made', () => {
  const directory = mkdtempSync(join(tmpdir(), 'airside-rollups-'));
  try {
    const file = join(directory, 'rollups.db');
    const writer = openRollupStore(file);
    const reader = openRollupStore(file, { readOnly: true });
    recorded(writer, [exchangeWith()]);
    expect(reader.read({ ...DAY, details: 'none' })).toHaveLength(1);
    const caps = { api: 1, operation: 1, consumer: 1, country: 1, network: 1 };
    while (writer.roll(DAY.toMs, 1000, caps));
    expect(reader.read({ ...DAY, details: 'none' })[0]?.tally.sum('requests')).toBe(1);
    reader.close();
    writer.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});

test('a row that is damaged is said to be, and nothing is made up for it', () => {
  const directory = mkdtempSync(join(tmpdir(), 'airside-rollups-'));
  try {
    const file = join(directory, 'rollups.db');
    const store = openRollupStore(file);
    recorded(store, [exchangeWith()]);
    store.close();
    const database = new DatabaseSync(file);
    database.exec("UPDATE rollups SET details = x'05'");
    database.close();
    const again = openRollupStore(file);
    expect(() => again.read({ ...DAY, details: 'all' })).toThrow(
      expect.objectContaining({ name: 'StoreUnavailableError', reason: 'corrupt' }),
    );
    again.close();
  } finally {
    rmSync(directory, { recursive: true });
  }
});
