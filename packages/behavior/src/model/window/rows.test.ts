import { describe, expect, test } from 'vitest';

import { decodeTree, encodeTree } from '../../saved/tree.ts';
import { createRandom } from '../../testing/random.ts';
import { NUMBER, TIME } from './block.ts';
import { mergeRows, savedRows, saveRows } from './rows.ts';
import { secondOf } from './second.ts';
import { DAY, HOUR, MINUTE } from './spans.ts';
import type { Tally } from './tally.ts';
import { FIELD, WindowTable } from './window-table.ts';

const NOW = Date.UTC(2026, 0, 5, 12);
const NOW_S = secondOf(NOW);
const HOUR_S = HOUR / 1000;
const SPANS = [MINUTE, HOUR, DAY];

interface Counted {
  readonly table: WindowTable;
  /** Something that is remembered, and something of which only sums are. */
  readonly tallies: readonly [Tally, Tally];
}

function tableOf(): Counted {
  const table = new WindowTable(2 ** 12);
  return { table, tallies: [table.tally({ id: 'one', spansMs: SPANS, remembers: true }), table.tally({ id: 'other', spansMs: SPANS })] };
}

function copy({ table }: Counted, into = tableOf()): Counted {
  for (const rows of saveRows(table)) mergeRows(into.table, savedRows.parse(decodeTree(encodeTree(rows))), (scope) => scope);
  return into;
}

/** All that is known of a key. */
function rowOf({ table, tallies }: Counted, key: number) {
  const row = table.find(key);
  const blocks = tallies.map((tally) => {
    const at = table.known(tally, row);
    if (at === 0) return null;
    const kinds = tally.remembers ? [NUMBER.said, NUMBER.mean, NUMBER.square, NUMBER.count] : [];
    const numbers = kinds.map((kind) => SPANS.map((_, span) => tally.of(kind, at, span)));
    const [current, previous] = [NUMBER.current, NUMBER.previous].map((kind) => SPANS.map((_, span) => tally.of(kind, at, span)));
    const times = [TIME.since, TIME.last, TIME.moved, TIME.first].map((time) => tally.time(time, at));
    return { current, previous, numbers, times, distinct: tally.distinct(at)?.count };
  });
  const fields = [FIELD.last, FIELD.recent, FIELD.before, FIELD.days, FIELD.scope, FIELD.entity];
  return { fields: fields.map((field) => table.of(field, row)), blocks };
}

function count({ table, tallies }: Counted, key: number, timeS: number, amount: number, of = 0): number {
  const tally = tallies[of] ?? tallies[0];
  const row = table.row(key, timeS);
  tally.add(table.block(tally, row, timeS), amount);
  return row;
}

function filled(seed: number, size: number): { readonly counted: Counted; readonly keys: readonly number[] } {
  const random = createRandom(seed);
  const counted = tableOf();
  const { table, tallies } = counted;
  const keys = Array.from({ length: size }, () => Math.floor(random() * 2 ** 32) || 1);
  for (const [index, key] of keys.entries()) {
    const timeS = NOW_S - Math.floor(random() * HOUR_S);
    const row = count(counted, key, timeS, 0);
    table.set(FIELD.scope, row, 1 + (index % 7));
    table.set(FIELD.entity, row, index);
    const [one, other] = tallies;
    const at = table.block(one, row, timeS);
    for (let value = 0; value < index % 90; value++) one.add(at, one.addDistinct(at, Math.floor(random() * 2 ** 32)));
    if (index % 3 === 0) other.add(table.block(other, row, timeS), index);
    one.set(NUMBER.said, at, 1, index % 3);
    one.set(NUMBER.mean, at, 0, random());
    one.set(NUMBER.count, at, 0, index % 5);
  }
  return { counted, keys };
}

test('a table that is saved and read again is the same, key by key', () => {
  const { counted, keys } = filled(1, 1500);
  const other = copy(counted);
  expect(other.table.size).toBe(counted.table.size);
  for (const key of keys) expect(rowOf(other, key)).toEqual(rowOf(counted, key));
});

test('a table that grows while it is saved is saved once', () => {
  const { counted, keys } = filled(2, 150);
  const parts = saveRows(counted.table);
  const first = parts.next().value;
  for (let key = 1; key < 2000; key++) counted.table.row(key, NOW_S);
  expect(parts.next().done).toBe(true);
  const other = tableOf();
  mergeRows(other.table, savedRows.parse(first));
  expect(other.table.size).toBe(keys.length);
});

describe('two tables that saw disjoint halves', () => {
  const halves = (): readonly [Counted, Counted, Counted] => {
    const [one, other, both] = [tableOf(), tableOf(), tableOf()];
    for (let index = 0; index < 400; index++) {
      const timeS = NOW_S + Math.floor(index / 100);
      for (const counted of [index % 2 === 0 ? one : other, both]) {
        const row = count(counted, 1 + (index % 10), timeS, 0);
        const [tally] = counted.tallies;
        const at = counted.table.block(tally, row, timeS);
        tally.add(at, tally.addDistinct(at, Math.imul(index % 37, 0x9e3779b1)));
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
      const [sum, whole] = [rowOf(forth, key).blocks[0], rowOf(both, key).blocks[0]];
      expect(sum?.distinct).toBe(whole?.distinct);
      expect(sum?.current).toEqual(whole?.current);
    }
  });

  test('add what each has of a window to the window that it belongs to by now', () => {
    const [early, late] = [tableOf(), tableOf()];
    for (const of of [0, 1]) {
      count(early, 7, NOW_S, 5, of);
      count(late, 7, NOW_S + HOUR_S / 2, 3, of);
    }
    for (const merged of [copy(early, copy(late)), copy(late, copy(early))]) {
      for (const block of rowOf(merged, 7).blocks) expect(block).toMatchObject({ current: [3, 3, 8], previous: [0, 5, 0] });
    }
  });
});

test('what is counted no more is left out, what is counted since then is not known', () => {
  const { counted, keys } = filled(4, 20);
  const table = new WindowTable(64);
  const young = table.tally({ id: 'young', spansMs: SPANS });
  for (const rows of saveRows(counted.table)) mergeRows(table, rows);
  expect(table.size).toBe(20);
  expect(keys.map((key) => table.known(young, table.find(key)))).toEqual(keys.map(() => 0));
});

describe('refused is', () => {
  const { counted } = filled(3, 20);
  const [good] = [...saveRows(counted.table)];
  if (good === undefined) throw new Error('nothing was saved');
  const [first, second] = good.tallies;
  const withFirst = (change: object) => ({ ...good, tallies: [{ ...first, ...change }, second] });
  const distinct = { sizes: Uint8Array.of(255), hashes: new Int32Array(), registers: new Uint8Array(7), counts: new Float64Array(1) };
  test.each([
    ['what is of other windows', withFirst({ spans: 1 }), 'one: 3 windows expected, 1 found'],
    ['rows without a time', { ...good, lastS: new Uint32Array(3) }, 'lastS: 20 numbers expected, 3 found'],
    ['blocks without sums', withFirst({ current: new Float32Array(3) }), 'current: 60 numbers expected, 3 found'],
    ['blocks without times', withFirst({ times: new Uint32Array(3) }), 'times: 80 numbers expected, 3 found'],
    [
      'habits of some',
      withFirst({ habits: { mean: new Float32Array(60), square: new Float32Array(60), count: new Float32Array(1) } }),
      'count',
    ],
    ['sums that are none', withFirst({ previous: new Float32Array(60).fill(Number.NaN) }), 'found one that is none'],
    ['counters without registers', withFirst({ distinct }), 'distinct: 20 counters'],
  ])('%s', (_what, rows, reason) => {
    expect(() => mergeRows(tableOf().table, savedRows.parse(rows))).toThrow(reason);
  });
});

test('whatever times, rows and habits somebody makes up, a table stays what it is', () => {
  const { counted } = filled(5, 40);
  const [good] = [...saveRows(counted.table)];
  if (good === undefined) throw new Error('nothing was saved');
  const tallies = good.tallies.map((blocks) => ({
    ...blocks,
    rows: blocks.rows.map((_, index) => (index % 2 === 0 ? index : 0xffff_ffff)),
    times: blocks.times.map((_, index) => (index % 3) * 0x7fff_ffff),
  }));
  const other = tableOf();
  for (const rows of [good, { ...good, tallies, days: good.days.map(() => 65_535) }, good]) mergeRows(other.table, savedRows.parse(rows));
  for (let timeS = NOW_S; timeS < NOW_S + 3 * 86_400; timeS += 7200) other.table.sweep(timeS, 1);
  expect(other.table.size).toBeLessThanOrEqual(40);
  for (let key = 1; key < 6000; key++) count(other, key, NOW_S + 4 * 86_400, 1);
  const taken = other.table.keys.filter((key) => key !== 0);
  expect(taken.length).toBe(other.table.size);
  // Nobody has what was counted of somebody else.
  for (const key of taken.filter((each) => each < 6000)) expect(rowOf(other, key).blocks[0]?.current).toEqual([1, 1, 1]);
});
