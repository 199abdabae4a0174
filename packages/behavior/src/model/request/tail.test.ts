import { describe, expect, test } from 'vitest';

import { HarmonicMean } from './harmonic.ts';
import { Histogram } from './histogram.ts';
import { NO_TAIL, tailAt } from './tail.ts';

describe('a tail', () => {
  const counted = (counts: readonly number[]): Histogram => {
    const histogram = new Histogram(64);
    for (const [place, count] of counts.entries()) for (let times = 0; times < count; times++) histogram.add(place);
    return histogram;
  };

  test('is what was counted where enough was', () => {
    expect(tailAt(1, counted([900, 60, 40]), NO_TAIL).p).toBeCloseTo(0.1, 2);
    expect(tailAt(0, counted([900, 60, 40]), NO_TAIL).p).toBeCloseTo(1, 2);
  });

  test('falls beyond what was seen, but is never as good as nothing', () => {
    const histogram = counted([900, 60, 40]);
    const tails = [3, 10, 30, 63].map((place) => tailAt(place, histogram, NO_TAIL).p);
    expect(tails.toSorted((a, b) => b - a)).toEqual(tails);
    expect(tails[0]).toBeLessThan(0.05);
    expect(tails[3]).toBeGreaterThan(1e-3);
  });

  test('of nothing is the wider one', () => {
    expect(tailAt(5, new Histogram(64), { p: 0.3, excess: 5 }).p).toBeCloseTo(0.3, 5);
  });

  test('is not thought to end where all values are alike', () => {
    expect(tailAt(20, counted([1000]), NO_TAIL).p).toBeGreaterThan(1e-4);
  });
});

describe('the harmonic mean', () => {
  const of = (...surprises: readonly number[]): number => {
    const mean = new HarmonicMean();
    for (const surprise of surprises) mean.add(surprise);
    return mean.surprise();
  };

  test('counts how many tests were made', () => {
    expect(of(4)).toBeCloseTo(4, 5);
    expect(of(4, ...Array.from({ length: 9 }, () => 0))).toBeCloseTo(3, 3);
  });

  test('adds up what several found, and makes nothing of nothing', () => {
    expect(of(4, 4, 0, 0)).toBeGreaterThan(of(4, 0, 0, 0));
    expect(of(0, 0, 0)).toBe(0);
    expect(of()).toBe(0);
    expect(Number.isFinite(of(1e9))).toBe(true);
  });
});
