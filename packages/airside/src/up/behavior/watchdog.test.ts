import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { createWatchdog, type Watchdog } from './watchdog.ts';

let silences: number[];
let watchdog: Watchdog;
beforeEach(() => {
  vi.useFakeTimers();
  silences = [];
  watchdog = createWatchdog((seconds) => silences.push(seconds));
});
afterEach(() => {
  watchdog.close();
  vi.useRealTimers();
});

test('ten seconds without an answer are a silence, which is told once', () => {
  watchdog.told();
  vi.advanceTimersByTime(9000);
  expect(silences).toEqual([]);
  vi.advanceTimersByTime(60_000);
  expect(silences).toEqual([10]);
});

test('what is told while something is not answered gives no more time', () => {
  watchdog.told();
  vi.advanceTimersByTime(6000);
  watchdog.told();
  vi.advanceTimersByTime(4000);
  expect(silences).toEqual([10]);
});

test('a word begins the time anew as long as something is not answered, and ends it else', () => {
  watchdog.told();
  vi.advanceTimersByTime(9000);
  watchdog.heard(true);
  vi.advanceTimersByTime(9000);
  watchdog.heard(false);
  vi.advanceTimersByTime(600_000);
  expect(silences).toEqual([]);
});

test('an engine that starts and reads what it had saved has three minutes', () => {
  watchdog.starts();
  vi.advanceTimersByTime(179_000);
  watchdog.told();
  expect(silences).toEqual([]);
  vi.advanceTimersByTime(1000);
  expect(silences).toEqual([180]);
});

test('nobody is missed who is not there', () => {
  watchdog.starts();
  watchdog.rests();
  vi.advanceTimersByTime(600_000);
  expect(silences).toEqual([]);
});
