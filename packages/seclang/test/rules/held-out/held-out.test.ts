import { expect, test } from 'vitest';

import { apiEngine, found, send } from '../send.ts';
import { type HeldOut, heldOut } from './read.ts';

const engine = apiEngine();

/** The figures of README.md; a change that makes them worse has to say why. */
const FOUND = 551;
const FALSE_ALARMS = 10;

test('there are at least 300 attacks and 500 honest requests', () => {
  expect(heldOut('attacks').length).toBeGreaterThanOrEqual(300);
  expect(heldOut('honest').length).toBeGreaterThanOrEqual(500);
});

test('no fewer attacks are found than README.md says', () => {
  const missed = heldOut('attacks').filter(isSilent);
  expect(heldOut('attacks').length - missed.length, missed.map(describe).join('\n')).toBeGreaterThanOrEqual(FOUND);
});

test('no more honest requests are taken for attacks than README.md says', () => {
  const alarms = heldOut('honest').filter((request) => !isSilent(request));
  expect(alarms.length, alarms.map(describe).join('\n')).toBeLessThanOrEqual(FALSE_ALARMS);
});

function isSilent({ request }: HeldOut): boolean {
  return found(send(engine, request)).length === 0;
}

function describe({ file, place, line }: HeldOut): string {
  return `${file} @${place}: ${line}`;
}
