import { expect, test } from 'vitest';

import { identified, rememberedNames } from './objects.ts';
import { Remembered } from './remembered.ts';

test('what is remembered of names is bounded in number and in characters, and what comes later has room', () => {
  const remembered = new Remembered<number>();
  for (let index = 0; index < 20_000; index++) {
    remembered.set(`${index % 3 === 0 ? 'n'.repeat(256) : 'n'}${index}`, index);
    expect(remembered.get(`${index % 3 === 0 ? 'n'.repeat(256) : 'n'}${index}`)).toBe(index);
  }
  expect(remembered.size.names).toBeLessThanOrEqual(5000);
  expect(remembered.size.characters).toBeLessThanOrEqual(500_000);
});

test('what names identify is remembered within bounds, whatever paths and names are made up', () => {
  for (let owner = 0; owner < 600; owner++) {
    for (let name = 0; name < 300; name++) identified(`${'n'.repeat(240)}${name}.id`, `made-up-${owner}`);
    expect(rememberedNames().names).toBeLessThanOrEqual(20_000);
    expect(rememberedNames().characters).toBeLessThan(1_010_000);
  }
  expect(identified('customerId', 'order')).toBe('customer');
  expect(identified('id', 'order')).toBe('order');
});
