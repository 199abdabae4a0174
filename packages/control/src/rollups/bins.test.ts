import { DDSketch } from '@airside/behavior';
import fc from 'fast-check';
import { expect, test } from 'vitest';

import { Bins, binOf } from './bins.ts';
import { encodeDetails, mergeDetails } from './encode.ts';
import { newCallers, Tally } from './tally.ts';

const value = fc.oneof(
  fc.double({ min: 0, max: 1e6, noNaN: true }),
  fc.nat(5),
  fc.constantFrom(0, -1, Number.NaN, Number.POSITIVE_INFINITY, 1e300, 1e-300),
);

function binsOf(values: readonly number[]): Bins {
  const bins = new Bins();
  for (const each of values) bins.add(binOf(each));
  return bins;
}

test('quantiles are those of the sketch itself', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.002, max: 1e9, noNaN: true }), { minLength: 1, maxLength: 200 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, q) => {
        const sketch = new DDSketch();
        for (const each of values) sketch.add(each);
        const [direct, through] = [sketch.quantile(q), binsOf(values).sketch().quantile(q)];
        // The sketch itself knows the very least and largest; bins know their bin.
        expect(Math.abs(direct - through)).toBeLessThanOrEqual(direct * 0.0201);
      },
    ),
  );
});

test('merged parts are the whole, in any order, for any numbers', () => {
  fc.assert(
    fc.property(fc.array(value, { maxLength: 100 }), fc.array(value, { maxLength: 100 }), (one, other) => {
      const whole = [...binsOf([...one, ...other]).entries()];
      const [ab, ba] = [binsOf(one), binsOf(other)];
      ab.merge(binsOf(other));
      ba.merge(binsOf(one));
      expect([...ab.entries()]).toEqual(whole);
      expect([...ba.entries()]).toEqual(whole);
    }),
  );
});

test('what is written is read again, merged into what is there', () => {
  const callers = fc.option(fc.array(fc.string(), { maxLength: 300 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(fc.tuple(value, fc.integer({ min: 1, max: 2 ** 50 })), { maxLength: 60 }), callers, (counts, names) => {
      const tally = new Tally();
      for (const [each, count] of counts) tally.distributions[2]?.add(binOf(each), count);
      if (names !== undefined) tally.callers = newCallers();
      for (const name of names ?? []) tally.callers?.add(name);
      const read = new Tally();
      mergeDetails(read, encodeDetails(tally));
      expect(read.distributions.map((bins) => [...bins.entries()])).toEqual(tally.distributions.map((bins) => [...bins.entries()]));
      expect(read.callers?.registers).toEqual(tally.callers?.registers);
    }),
  );
});

test('bytes that nobody wrote are refused or read, and never run away', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        mergeDetails(new Tally(), bytes);
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
  );
});
