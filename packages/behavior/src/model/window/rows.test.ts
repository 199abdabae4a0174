import { describe, expect, test } from 'vitest';

import { decodeTree, encodeTree } from '../../saved/tree.ts';
import { createRandom } from '../../testing/random.ts';
import { mergeRows, savedRows, saveRows } from './rows.ts';
import { DAY, HOUR, MINUTE } from './spans.ts';
import { WindowTable } from './window-table.ts';

const NOW = Date.UTC(2026, 0, 5, 12);

function tableOf(weighted = false): WindowTable {
  return new WindowTable({ spansMs: [MINUTE, HOUR, DAY], most: 2 ** 12, weighted, closed: () => undefined });
}

function copy(from: WindowTable, into = tableOf()): WindowTable {
  for (const rows of saveRows(from)) mergeRows(into, savedRows.parse(decodeTree(encodeTree(rows))), (scope) => scope);
  return into;
}

/** All that is known of a key. */
function rowOf(table: WindowTable, key: number) {
  const row = table.find(key);
  const spans = [0, 1, 2].map((span) => 3 * row + span);
  return {
    entity: table.entities[row],
    scope: table.scopes[row],
    times: [table.lastMs[row], table.sinceMs[row], table.movedMs[row], table.firstMs[row]],
    current: spans.map((at) => table.current[at]),
    previous: spans.map((at) => table.previous[at]),
    wholes: spans.map((at) => table.currentWhole[at]),
    said: spans.map((at) => table.said[at]),
    habit: spans.map((at) => [table.habitMean[at], table.habitSquare[at], table.habitCount[at]]),
    distinct: table.distinct[row]?.count,
  };
}

function filled(seed: number, count: number, weighted = false): { readonly table: WindowTable; readonly keys: readonly number[] } {
  const random = createRandom(seed);
  const table = tableOf(weighted);
  const keys = Array.from({ length: count }, () => Math.floor(random() * 2 ** 32) || 1);
  for (const [index, key] of keys.entries()) {
    const row = table.row(key, NOW - Math.floor(random() * HOUR));
    table.scopes[row] = 1 + (index % 7);
    table.entities[row] = index;
    if (!weighted) for (let value = 0; value < index % 90; value++) table.add(row, table.addDistinct(row, Math.floor(random() * 2 ** 32)));
    else table.add(row, index, index + 1);
    table.said[3 * row + 1] = index % 3;
    table.habitMean[3 * row] = random();
    table.habitCount[3 * row] = index % 5;
  }
  return { table, keys };
}

test.each([false, true])('a table that is saved and read again is the same, key by key (with wholes: %s)', (weighted) => {
  const { table, keys } = filled(1, 1500, weighted);
  const other = copy(table, tableOf(weighted));
  expect(other.size).toBe(table.size);
  for (const key of keys) expect(rowOf(other, key)).toEqual(rowOf(table, key));
});

test('a table that grows while it is saved is saved once', () => {
  const { table, keys } = filled(2, 150);
  const parts = saveRows(table);
  const [first] = [parts.next().value];
  for (let key = 1; key < 2000; key++) table.row(key, NOW);
  expect(parts.next().done).toBe(true);
  const other = tableOf();
  mergeRows(other, savedRows.parse(first));
  expect(other.size).toBe(keys.length);
});

describe('two tables that saw disjoint halves', () => {
  const halves = (): readonly [WindowTable, WindowTable, WindowTable] => {
    const [one, other, both] = [tableOf(), tableOf(), tableOf()];
    for (let index = 0; index < 400; index++) {
      const timeMs = NOW + index * 10;
      for (const table of [index % 2 === 0 ? one : other, both]) {
        const row = table.row(1 + (index % 10), timeMs);
        table.add(row, table.addDistinct(row, Math.imul(index % 37, 0x9e3779b1)));
      }
    }
    return [one, other, both];
  };

  test('count together what one that saw all counts, whichever is merged into which', () => {
    const [one, other, both] = halves();
    const forth = copy(other, copy(one));
    const back = copy(one, copy(other));
    for (let key = 1; key <= 10; key++) {
      expect(rowOf(forth, key)).toEqual(rowOf(back, key));
      const [sum, whole] = [rowOf(forth, key), rowOf(both, key)];
      expect(sum.distinct).toBe(whole.distinct);
      expect(sum.current).toEqual(whole.current);
    }
  });

  test('add what each has of a window to the window that it belongs to by now', () => {
    const [early, late] = [tableOf(), tableOf()];
    early.add(early.row(7, NOW), 5);
    late.add(late.row(7, NOW + HOUR / 2), 3);
    const merged = copy(early, copy(late));
    expect(rowOf(merged, 7)).toMatchObject({ current: [3, 3, 8], previous: [0, 5, 0] });
    expect(rowOf(copy(late, copy(early)), 7)).toMatchObject({ current: [3, 3, 8], previous: [0, 5, 0] });
  });
});

test('what is no table of these windows is refused', () => {
  const { table } = filled(3, 20);
  const [good] = [...saveRows(table)];
  if (good === undefined) throw new Error('nothing was saved');
  const other = new WindowTable({ spansMs: [MINUTE], most: 64, closed: () => undefined });
  expect(() => mergeRows(other, good)).toThrow('1 windows expected, 3 found');
  expect(() => mergeRows(tableOf(), { ...good, lastMs: new Float64Array(3) })).toThrow('lastMs: 20 numbers expected, 3 found');
  expect(() => mergeRows(tableOf(), { ...good, current: new Float32Array(3) })).toThrow('current: 60 numbers expected, 3 found');
  expect(() => savedRows.parse({ ...good, movedMs: Float64Array.of(Number.NaN) })).toThrow('found one that is none');
  const distinct = { sizes: Uint8Array.of(255), hashes: new Int32Array(), registers: new Uint8Array(7), counts: new Float64Array(1) };
  expect(() => mergeRows(tableOf(), { ...good, distinct })).toThrow('distinct: 20 counters');
});
