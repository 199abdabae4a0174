import { expect, test } from 'vitest';

import { INDICATORS } from '../indicators/index.ts';
import { newField } from '../indicators/new-field.ts';
import { singleAccess } from '../indicators/single-access.ts';
import { unknownOperation } from '../indicators/unknown-operation.ts';
import { learningOf } from '../testing/watch.ts';
import { Calibration } from './calibration.ts';
import { believedOf, Panel } from './panel.ts';

test.each([Number.NaN, 0, -1, Number.NEGATIVE_INFINITY])('a surprise of %s as time goes by is none', (surprise) => {
  const [first] = INDICATORS;
  if (first === undefined) throw new Error('no indicators');
  const signal = { subject: { kind: 'api', id: 'shop' } as const, evidence: [], operation: null, api: 'shop' };
  const indicator = {
    ...first,
    create: () => ({
      judge: () => undefined,
      tick: () => [
        { ...signal, surprise },
        { ...signal, surprise: 3 },
      ],
    }),
  };
  const panel = new Panel([indicator], learningOf(), () => undefined);
  expect(panel.tick(1).map((voice) => voice.signal.surprise)).toEqual([3]);
});

test('what a release brings is believed as far as it is said, though it was never said before', () => {
  const calibration = new Calibration();
  calibration.judged(1_000_000, 0);
  const signal = { subject: { kind: 'user', id: 'ada' } as const, surprise: 4.5, evidence: [], operation: null, api: 'shop' };
  expect(believedOf({ indicator: newField, calibration, signal }, 6, false)).toBe(4.5);
  expect(believedOf({ indicator: unknownOperation, calibration, signal }, 6, false)).toBeGreaterThan(5);
  expect(believedOf({ indicator: unknownOperation, calibration, signal }, 6, true)).toBe(4.5);
  expect(believedOf({ indicator: singleAccess, calibration, signal }, 6, true)).toBeGreaterThan(5);
  expect(believedOf({ indicator: newField, calibration, signal: { ...signal, certain: true } }, 6, true)).toBe(6);
});
