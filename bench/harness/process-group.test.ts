import { expect, test } from 'vitest';

import { parseStat, processorTimeMs, untilCalm } from './process-group.ts';

const NOBODY = 2 ** 30;

test('processor time is read from the line of a process, whatever the process calls itself', () => {
  const line = '42 (a) R 1 (x) S 1 77 77 0 -1 4194560 1 0 0 0 250 50 0 0 20 0 1 0 9 0';
  expect(parseStat(line)).toEqual({ group: 77, ticks: 300 });
});

test.each(['', '42 (node) S 1', 'no process'])('the line %j of a process that has just ended is passed over', (line) => {
  expect(parseStat(line)).toBeUndefined();
});

test('a group of which nobody lives has no processor time, and is calm', async () => {
  expect(processorTimeMs(NOBODY)).toBeNull();
  expect(await untilCalm(NOBODY, 1000, new AbortController().signal)).toBe(true);
});
