import { expect, test } from 'vitest';

import { HyperLogLog } from './hyper-log-log.ts';

const hash = (value: number): number => {
  const mixed = Math.imul(value ^ (value >>> 15) ^ 0x9e3779b9, 0x85ebca6b);
  const again = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (again ^ (again >>> 16)) >>> 0;
};

test.each([
  [8, 0.2],
  [10, 0.1],
  [12, 0.05],
])('with precision %i an estimate is within %d', (precision, error) => {
  for (const count of [10, 1_000, 20_000]) {
    const sketch = new HyperLogLog({ precision });
    for (let index = 0; index < count; index++) sketch.add(`caller ${index}`);
    expect(Math.abs(sketch.estimate() - count)).toBeLessThanOrEqual(error * count);
    const streamed = new HyperLogLog({ precision });
    let sum = 0;
    for (let index = 0; index < count; index++) sum += streamed.addHash(hash(index)) + streamed.addHash(hash(index));
    expect(Math.abs(sum - count)).toBeLessThanOrEqual(error * count);
  }
});

test('what was merged counts as if one sketch had seen it all', () => {
  const [one, other, both] = [new HyperLogLog(), new HyperLogLog(), new HyperLogLog()];
  for (let index = 0; index < 5_000; index++) {
    (index % 3 === 0 ? one : other).add(String(index));
    both.add(String(index));
  }
  one.merge(other);
  expect(one.registers).toEqual(both.registers);
});

test('another hash can be given', () => {
  const sketch = new HyperLogLog({ hash: () => 7 });
  for (let index = 0; index < 100; index++) sketch.add(String(index));
  expect(sketch.estimate()).toBe(1);
});
