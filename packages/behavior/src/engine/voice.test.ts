import { expect, test } from 'vitest';

import { newField } from '../indicators/new-field.ts';
import { singleAccess } from '../indicators/single-access.ts';
import { unknownOperation } from '../indicators/unknown-operation.ts';
import { Calibration } from './calibration.ts';
import { believedOf } from './voice.ts';

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
