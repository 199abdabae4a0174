import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { decodeTree, encodeTree } from '../saved/tree.ts';
import { CountMin, createKeyedHash, DDSketch, DistinctCounter, Reservoir, RotatingBloom } from './index.ts';

const KEY = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8]);
const hash = createKeyedHash(KEY);
const hashes = (count: number, prefix = '') => Array.from({ length: count }, (_, index) => hash(prefix + index));

describe('a keyed hash', () => {
  test('spreads names that differ little', () => {
    expect(new Set(hashes(50_000, 'user-')).size).toBeGreaterThan(49_990);
    const counts = Array.from({ length: 64 }, () => 0);
    for (const each of hashes(64_000)) counts[each >>> 26] = (counts[each >>> 26] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('is another one with another key', () => {
    const other = createKeyedHash(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 9]));
    const same = hashes(1000).filter((each, index) => each === other(String(index)));
    expect(same.length).toBeLessThan(2);
  });

  test('tells texts apart that differ in length or in one unit', () => {
    fc.assert(fc.property(fc.string(), (text) => hash(text) !== hash(`${text}\0`) && hash(text) !== hash(`\0${text}`)));
  });

  test('takes no key of another length', () => {
    expect(() => createKeyedHash(new Uint8Array(7))).toThrow('8 bytes');
  });
});

describe('counting what is distinct', () => {
  test('is exact while there are few, and near afterwards', () => {
    for (const count of [0, 1, 5, 64, 65, 500, 20_000]) {
      const counter = new DistinctCounter();
      for (let round = 0; round < 2; round++) for (const each of hashes(count)) counter.add(each);
      expect(Math.abs(counter.count - count)).toBeLessThanOrEqual(count <= 64 ? 0 : 0.2 * count);
    }
  });

  test('of two is that of their union', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 200 }), fc.array(fc.nat(300), { maxLength: 200 }), (one, other) => {
        const [a, b, both] = [new DistinctCounter(), new DistinctCounter(), new DistinctCounter()];
        for (const each of one) a.add(hash(String(each)));
        for (const each of other) b.add(hash(String(each)));
        for (const each of [...one, ...other]) both.add(hash(String(each)));
        a.merge(b);
        expect(Math.abs(a.count - both.count)).toBeLessThanOrEqual(both.count <= 64 ? 0 : 0.2 * both.count);
      }),
      { numRuns: 50 },
    );
  });
});

describe('count-min', () => {
  test('never counts too few, and hardly ever many too many', () => {
    const sketch = new CountMin(1024);
    const seen = hashes(2000).map((each, index) => [each, (index % 7) + 1] as const);
    for (const [each, many] of seen) sketch.add(each, many);
    for (const [each, many] of seen) expect(sketch.estimate(each)).toBeGreaterThanOrEqual(many);
    expect(seen.filter(([each, many]) => sketch.estimate(each) > many + 21).length).toBeLessThan(40);
  });

  test('merged and loaded counts at least what both have seen', () => {
    const [one, other] = [new CountMin(256), new CountMin(256)];
    one.add(7, 3);
    other.add(7, 4);
    one.merge(CountMin.load(decodeTree(encodeTree(other.save()))));
    expect(one.estimate(7)).toBe(7);
    one.decay(0.5);
    expect(one.estimate(7)).toBe(3.5);
  });

  test.each([
    {},
    null,
    { width: 16, counts: 'AAAA' },
    { width: 17, counts: '' },
    { width: 16, counts: Buffer.alloc(256, 255).toString('base64') },
  ])('does not load %j', (value) => expect(() => CountMin.load(value)).toThrow());

  test('is not merged with one of another width', () => {
    expect(() => new CountMin(16).merge(new CountMin(32))).toThrow('16 expected');
  });
});

describe('DDSketch', () => {
  const values = fc.array(fc.double({ min: 0.001, max: 1e7, noNaN: true }), { minLength: 1, maxLength: 300 });
  const exact = (sorted: readonly number[], q: number) => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? 0;
  const sketchOf = (of: readonly number[], options = {}) => {
    const sketch = new DDSketch(options);
    for (const value of of) sketch.add(value);
    return sketch;
  };

  test('gives quantiles within its error', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(0.01, 0.5, 0.9, 0.99, 1), (of, q) => {
        const wanted = exact(
          of.toSorted((a, b) => a - b),
          q,
        );
        expect(Math.abs(sketchOf(of).quantile(q) - wanted)).toBeLessThanOrEqual(wanted * 0.0101);
      }),
    );
  });

  test('gives the share above a value within its error', () => {
    fc.assert(
      fc.property(values, (of) => {
        const sketch = sketchOf(of);
        const at = of[0] ?? 1;
        const share = (bound: number) => of.filter((value) => value >= bound).length / of.length;
        expect(sketch.tail(at)).toBeGreaterThanOrEqual(share(at * 1.0203) - 1e-9);
        expect(sketch.tail(at)).toBeLessThanOrEqual(share(at * 0.979) + 1e-9);
      }),
    );
  });

  test('merged and loaded is what one that had seen it all is', () => {
    fc.assert(
      fc.property(values, values, (one, other) => {
        const merged = sketchOf(one);
        merged.merge(DDSketch.load(JSON.parse(JSON.stringify(sketchOf(other).save()))));
        const both = sketchOf([...one, ...other]);
        for (const q of [0, 0.2, 0.5, 0.95, 1]) expect(merged.quantile(q)).toBe(both.quantile(q));
        expect([merged.count, merged.max, merged.min]).toEqual([both.count, both.max, both.min]);
      }),
      { numRuns: 50 },
    );
  });

  test('keeps its bounds, and large values exact, whatever comes', () => {
    const sketch = sketchOf([Number.NaN, -1, Number.POSITIVE_INFINITY, 0, 1e-300, 1e-6, 1e300, 1e299], { bins: 64 });
    expect(sketch.save().counts.length).toBeLessThanOrEqual(64);
    expect(Math.abs(sketch.quantile(1) / 1e300 - 1)).toBeLessThan(0.02);
    expect(sketch.count).toBe(8);
    expect(new DDSketch().quantile(0.5)).toBe(0);
  });

  test('forgets by halves', () => {
    const sketch = sketchOf([1, 1, 1, 1]);
    sketch.decay(0.25);
    for (let index = 0; index < 3; index++) sketch.add(100);
    expect([sketch.count, sketch.tail(50)]).toEqual([4, 0.75]);
  });

  const good = sketchOf([1]).save();
  test.each([
    null,
    {},
    { ...good, counts: [-1] },
    { ...good, offset: 1e9 },
    { ...good, zero: 'x' },
    { ...good, bins: 1e9 },
    { ...good, counts: [Number.NaN] },
  ])('does not load %j', (value) => expect(() => DDSketch.load(value)).toThrow());

  test('is not merged with one of another error', () => {
    expect(() => new DDSketch().merge(new DDSketch({ relativeError: 0.05 }))).toThrow('0.01 expected');
  });
});

describe('a rotating Bloom filter', () => {
  test('knows all of the last ones, little of what was never added, and forgets', () => {
    const filter = new RotatingBloom(256);
    for (const each of hashes(1000)) filter.add(each);
    expect(
      hashes(1000)
        .slice(-256)
        .every((each) => filter.has(each)),
    ).toBe(true);
    expect(hashes(2000, 'never ').filter((each) => filter.has(each)).length).toBeLessThan(120);
    expect(
      hashes(1000)
        .slice(0, 400)
        .filter((each) => filter.has(each)).length,
    ).toBeLessThan(40);
  });

  test('merged and loaded knows what both know', () => {
    const [one, other] = [new RotatingBloom(64), new RotatingBloom(64)];
    one.add(1);
    other.add(2);
    one.merge(RotatingBloom.load(decodeTree(encodeTree(other.save()))));
    expect([1, 2, 3].map((each) => one.has(each))).toEqual([true, true, false]);
  });

  test.each([
    [64, 256],
    [256, 64],
  ])('of %i bytes knows what one of %i bytes knows, and little else', (bytes, others) => {
    const [one, other] = [new RotatingBloom(bytes), new RotatingBloom(others)];
    for (const each of hashes(60)) other.add(each);
    one.merge(other);
    expect(hashes(60).every((each) => one.has(each))).toBe(true);
    expect(hashes(1000, 'never ').filter((each) => one.has(each)).length).toBeLessThan(60);
  });

  test.each([{}, 7, { bytes: 64, current: '', previous: '', taken: 0 }, { bytes: 63, current: '', previous: '', taken: 0 }])(
    'does not load %j',
    (value) => expect(() => RotatingBloom.load(value)).toThrow(),
  );
});

test('a reservoir holds each with the same probability, merged too', () => {
  let seed = 1;
  const random = () => {
    seed = Math.imul(seed, 48271) & 0x7fffffff;
    return seed / 0x80000000;
  };
  const counts = Array.from({ length: 100 }, () => 0);
  for (let round = 0; round < 2000; round++) {
    const [one, other] = [new Reservoir<number>(10, random), new Reservoir<number>(10, random)];
    for (let value = 0; value < 20; value++) one.add(value);
    for (let value = 20; value < 100; value++) other.add(value);
    one.merge(other);
    expect(one.seen).toBe(100);
    for (const value of one.sample) counts[value] = (counts[value] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 200)).toBeLessThan(75);
});
