import { expect, test } from 'vitest';

import { probing } from '../../indicators/probing.ts';
import type { MadeCall } from '../../testing/call.ts';
import { everyday, START_MS } from '../../testing/everyday.ts';
import { many } from '../../testing/shop.ts';
import { Watch } from '../../testing/watch.ts';
import { DAY, HOUR, MINUTE } from './spans.ts';

const CARRIER = '203.0.113.200';
/** A Tuesday: half of the week is over at midnight on Thursday. */
const ATTACK = START_MS + 8 * DAY + 9 * HOUR;
const LATER = START_MS + 10 * DAY;

const days = everyday({ users: 60, days: 8 });
const refused = (count: number, fromMs: number, gapMs: number): readonly MadeCall[] =>
  many(count, (index) => ({ address: CARRIER, timeMs: fromMs + index * gapMs, operation: `GET /${index % 40}`, status: 404 }));

const said = (later: readonly MadeCall[]): number => {
  const watch = new Watch(probing)
    .see(days)
    .reset()
    .see(refused(220, ATTACK, MINUTE));
  expect(watch.highest).toBeGreaterThan(3);
  return watch.reset().see(later).highest;
};

test('what was said of a window is not said again of whoever comes to the same address days later', () => {
  expect(said(refused(2, LATER + MINUTE, HOUR))).toBe(0);
});

test('what goes on is said again', () => {
  expect(said(refused(220, LATER, MINUTE))).toBeGreaterThan(3);
});
