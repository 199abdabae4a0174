import { INDICATORS } from '@airside/behavior';
import { INDICATOR_IDS } from '@airside/domain';
import { expect, test } from 'vitest';

test('configurations and questions may name the indicators that the engine has, and no others', () => {
  expect(INDICATOR_IDS.toSorted()).toEqual(INDICATORS.map(({ id }) => id).toSorted());
});
