import { expect, test } from 'vitest';

import { saidOnce } from './said-once.ts';

const MINUTE = 60_000;

test('what goes on is said once in ten minutes, and how often it was', () => {
  const said: string[] = [];
  let nowMs = 0;
  const say = saidOnce(
    (message) => said.push(message),
    () => nowMs,
  );
  for (; nowMs < 25 * MINUTE; nowMs += MINUTE) say('full');
  say('damaged');
  expect(said).toEqual([
    'full',
    'full (and 9 times more since this was last said)',
    'full (and 9 times more since this was last said)',
    'damaged',
  ]);
});

test('however many messages there are, a hundred are remembered', () => {
  const said: string[] = [];
  const say = saidOnce(
    (message) => said.push(message),
    () => 0,
  );
  for (let message = 0; message < 1000; message++) say(`${message}`);
  say('999');
  say('0');
  expect(said).toHaveLength(1001);
});
