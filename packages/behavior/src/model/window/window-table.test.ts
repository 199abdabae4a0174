import { describe, expect, test } from 'vitest';

import type { Facts } from '../facts.ts';
import { NUMBER, TIME } from './block.ts';
import { DAY, HOUR, MINUTE } from './spans.ts';
import type { Tally } from './tally.ts';
import { Whole } from './whole.ts';
import { WindowTable } from './window-table.ts';

/** A Monday at noon. */
const START = Date.UTC(2026, 0, 5, 12) / 1000;
const DAY_S = DAY / 1000;

function add(table: WindowTable, tally: Tally, key: number, timeS: number, amount = 1): number {
  const row = table.row(key, timeS);
  const at = table.block(tally, row, timeS);
  tally.add(at, amount);
  return at;
}

describe('a window', () => {
  test('holds what came within it, and no more than a half of it for longer', () => {
    const table = new WindowTable(64);
    const tally = table.tally({ id: 'calls', spansMs: [MINUTE, HOUR] });
    add(table, tally, 7, START);
    const at = add(table, tally, 7, START + 30);
    expect([tally.value(at, 0), tally.value(at, 1)]).toEqual([2, 2]);
    add(table, tally, 7, START + 60);
    expect([tally.value(at, 0), tally.value(at, 1)]).toEqual([2, 3]);
    add(table, tally, 7, START + 2 * 3600);
    expect([tally.value(at, 0), tally.value(at, 1)]).toEqual([1, 1]);
  });

  test('is closed once with what it had, by the sweep where nobody calls any more', () => {
    const table = new WindowTable(64);
    const closed: number[][] = [];
    const tally: Tally = table.tally({
      id: 'calls',
      spansMs: [MINUTE, HOUR],
      closed: (_row, at, span, timeS) => closed.push([span, tally.value(at, span), timeS - START]),
    });
    for (let call = 0; call < 5; call++) add(table, tally, 7, START + call);
    for (let passed = 10; passed < 7200; passed += 10) table.sweep(START + passed, 2);
    expect(closed.map(([span, value]) => [span, value])).toEqual([
      [0, 5],
      [1, 5],
    ]);
    expect(closed[0]?.[2]).toBeLessThan(60);
    expect(closed[1]?.[2]).toBeLessThan(1860);
  });

  test('of a share is closed while the whole is known that it is a share of', () => {
    const table = new WindowTable(64);
    const whole = table.tally({ id: 'calls', spansMs: [MINUTE, HOUR] });
    const seen: number[] = [];
    const part = table.tally({
      id: 'failed',
      spansMs: [MINUTE, HOUR],
      closed: (row, _at, span) => seen.push(whole.value(table.known(whole, row), span)),
    });
    for (let call = 0; call < 10; call++) add(table, whole, 7, START);
    add(table, part, 7, START);
    table.sweep(START + 3600, 1);
    expect(seen).toEqual([10, 10]);
  });

  test('of a share is closed with the next call of the whole, before that moves on', () => {
    const table = new WindowTable(64);
    const whole = new Whole(() => true, table, table.tally({ id: 'calls', spansMs: [MINUTE, HOUR] }));
    const seen: number[] = [];
    const part = table.tally({
      id: 'failed',
      spansMs: [MINUTE, HOUR],
      closed: (row, _at, span) => seen.push(whole.value(row, span === 0 ? MINUTE : HOUR)),
    });
    whole.addPart(part);
    const row = table.row(7, START);
    for (let call = 0; call < 10; call++) whole.note({ number: call, second: START } as Facts, row);
    add(table, part, 7, START);
    whole.note({ number: 10, second: START + 3600 } as Facts, row);
    expect(seen).toEqual([10, 10]);
    expect(whole.value(row, HOUR)).toBe(1);
  });

  test('stands still where time runs backwards', () => {
    const table = new WindowTable(64);
    const tally = table.tally({ id: 'calls', spansMs: [MINUTE] });
    add(table, tally, 7, START);
    const at = add(table, tally, 7, START - 10_000);
    expect([tally.value(at, 0), tally.time(TIME.last, at)]).toEqual([2, START]);
  });
});

test('who has nothing to count of a kind has no block of it, and takes none from others', () => {
  const table = new WindowTable(64);
  const [common, rare] = [table.tally({ id: 'common', spansMs: [HOUR] }), table.tally({ id: 'rare', spansMs: [HOUR] })];
  for (let key = 1; key <= 50; key++) add(table, common, key, START);
  add(table, rare, 9, START, 3);
  expect(Array.from({ length: 50 }, (_, index) => table.known(rare, table.find(index + 1)) > 0).filter(Boolean)).toHaveLength(1);
  expect(rare.value(table.known(rare, table.find(9)), 0)).toBe(3);
});

test('a kind that is counted from now on changes nothing of what was counted', () => {
  const table = new WindowTable(64);
  const old = table.tally({ id: 'old', spansMs: [HOUR] });
  for (let key = 1; key <= 40; key++) add(table, old, key, START, key);
  table.tally({ id: 'young', spansMs: [HOUR] });
  for (let key = 1; key <= 40; key++) expect(old.value(table.known(old, table.find(key)), 0)).toBe(key);
});

test('what nobody asks for any more is forgotten after twice the longest window, unless it is a habit', () => {
  const table = new WindowTable(64);
  const tally = table.tally({ id: 'calls', spansMs: [HOUR, DAY], remembers: true });
  add(table, tally, 1, START);
  tally.set(NUMBER.count, add(table, tally, 2, START), 0, 4);
  for (let passed = 0; passed < 1.9 * DAY_S; passed += 600) table.sweep(START + passed, 1);
  expect(table.size).toBe(2);
  for (let passed = 1.9 * DAY_S; passed < 2.1 * DAY_S; passed += 600) table.sweep(START + passed, 1);
  expect([table.find(1), table.find(2) >= 0]).toEqual([-1, true]);
});

describe('when there is no room', () => {
  test('whoever called on many days stays, and what is made up pushes out what is made up', () => {
    const table = new WindowTable(256);
    const tally = table.tally({ id: 'calls', spansMs: [HOUR] });
    const honest = Array.from({ length: 60 }, (_, index) => 0x1000 + 7 * index);
    for (let day = 0; day < 5; day++) for (const key of honest) add(table, tally, key, START + day * DAY_S);
    for (let made = 0; made < 20_000; made++) add(table, tally, 0x100000 + made, START + 5 * DAY_S);
    expect(table.rows).toBe(256);
    expect(honest.filter((key) => table.find(key) < 0)).toEqual([]);
  });

  test('what was busy weeks ago does not keep out who calls now', () => {
    const table = new WindowTable(256);
    const tally = table.tally({ id: 'calls', spansMs: [HOUR], remembers: true });
    // Keys that are as many times 32 lie in the same 8 rows.
    const [old, young] = [8, 2].map((count, index) => Array.from({ length: count }, (_, place) => 32 * (1 + 100 * index + place)));
    for (const key of old ?? []) for (let call = 0; call < 500; call++) tally.set(NUMBER.count, add(table, tally, key, START), 0, 4);
    for (let call = 0; call < 3; call++) for (const key of young ?? []) add(table, tally, key, START + 30 * DAY_S);
    expect(young?.filter((key) => table.find(key) < 0)).toEqual([]);
    expect(old?.filter((key) => table.find(key) >= 0)).toHaveLength(6);
  });

  test('the windows that run are closed first, and the next one begins with nothing', () => {
    const table = new WindowTable(8);
    const closed: number[] = [];
    const tally: Tally = table.tally({
      id: 'calls',
      spansMs: [HOUR],
      remembers: true,
      closed: (_row, at) => closed.push(tally.value(at, 0)),
    });
    for (let key = 1; key <= 300; key++) expect(tally.value(add(table, tally, key, START, 5), 0)).toBe(5);
    expect(closed.length).toBe(300 - table.size);
    expect(new Set(closed)).toEqual(new Set([5]));
  });
});
