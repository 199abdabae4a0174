import { describe, expect, test } from 'vitest';

import { type Effect, Effects } from './effects.ts';
import { Evidence } from './evidence.ts';
import type { Exclusion } from './exclusion.ts';
import type { Matches, Observation } from './observation.ts';
import { Replay } from './replay.ts';
import { ALARM } from './testing/observation.ts';

const withoutRules = new Replay(() => undefined);
const on = (rule: number, name: string): Exclusion => ({ rules: [rule], parameters: [name] });
const match = (rule: number, name: string): Matches[number] => ({ rule, variables: [`ARGS:${name}`] });

function effects(exclusions: readonly Exclusion[], alarms: readonly Matches[], change: Partial<Observation> = {}): Effects {
  const proposals = exclusions.map((exclusion) => ({ api: 'shop', exclusion, places: [], evidence: new Evidence() }));
  const counted = new Effects(proposals, withoutRules);
  for (const matches of alarms) {
    counted.add({ ...ALARM, caller: 'c', answer: 'none', matches, ...change }, { kind: 'honest' });
  }
  return counted;
}
const shown = ({ requests, alone, withThoseBefore, needed, unknown }: Effect) => [
  requests,
  alone.honest,
  withThoseBefore.honest,
  needed,
  unknown,
];

describe('what an exclusion would have let pass', () => {
  test('counts alarms that need it alone, and those that need others too, once each', () => {
    const { effects: list, passing } = effects([on(1, 'p'), on(2, 'p')], [[match(1, 'p')], [match(1, 'p'), match(2, 'p')]]);
    expect(list.map(shown)).toEqual([
      [2, 1, 1, 2, 1],
      [1, 0, 1, 1, 1],
    ]);
    expect(passing.honest).toBe(2);
  });

  test('of two that do the same, only the first is needed', () => {
    const { effects: list } = effects([on(1, 'p'), { rules: [1], operations: ['a'] }], [[match(1, 'p')]]);
    expect(list.map(({ needed }) => needed)).toEqual([1, 0]);
  });

  test('is not counted for requests that were no alarms, nor for other APIs', () => {
    expect(effects([on(1, 'p')], [[match(1, 'p')]], { alarm: false })).toMatchObject({
      effects: [{ requests: 1, alone: { honest: 0 } }],
      alarms: { honest: 0 },
      passing: { honest: 0 },
    });
    expect(effects([on(1, 'p')], [[match(1, 'p')]], { api: 'other' })).toMatchObject({
      effects: [{ requests: 0 }],
      staying: { honest: 1 },
    });
  });

  test('is not claimed where the record does not tell', () => {
    const { passing, staying, unknown } = effects([on(1, 'p')], [[match(1, 'p'), match(2, 'p')]]);
    expect([passing.honest, staying.honest, unknown]).toEqual([0, 0, 1]);
  });
});
