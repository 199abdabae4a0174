import { assert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { passableTracestate } from './tracestate.ts';

describe('a tracestate', () => {
  test.each([
    ['a=1', 'a=1'],
    ['a=1,b=2', 'a=1,b=2'],
    ['a=1 ,\t b=2', 'a=1,b=2'],
    [',a=1,,b=2,', 'a=1,b=2'],
    ['0tenant@vendor=opaque;x:y', '0tenant@vendor=opaque;x:y'],
    ['a=with space inside', 'a=with space inside'],
    ['rojo=00f067aa0ba902b7,congo=t61rcWkgMzE', 'rojo=00f067aa0ba902b7,congo=t61rcWkgMzE'],
    [Array.from({ length: 32 }, (_, index) => `k${index}=v`).join(','), Array.from({ length: 32 }, (_, index) => `k${index}=v`).join(',')],
  ])('%j goes on', (value, passed) => {
    expect(passableTracestate(value)).toBe(passed);
  });

  test.each([
    undefined,
    '',
    ' , ',
    'a',
    '=1',
    'a=',
    'A=1',
    'a=1=2',
    'a=ü',
    'a=\u0001',
    'a b=1',
    '-a=1',
    'a=1,a=2',
    'good=1,Bad=2',
    `${'k'.repeat(257)}=1`,
    `k=${'v'.repeat(257)}`,
    Array.from({ length: 33 }, (_, index) => `k${index}=v`).join(','),
    `a=1${','.repeat(10_000)}`,
  ])('%j does not', (value) => {
    expect(passableTracestate(value)).toBeUndefined();
  });

  test('that is too long loses large members first, then those at its end', () => {
    const small = Array.from({ length: 9 }, (_, index) => `k${index}=${'v'.repeat(50)}`);
    expect(passableTracestate([`large=${'v'.repeat(200)}`, ...small].join(','))).toBe(small.join(','));
    const medium = Array.from({ length: 10 }, (_, index) => `k${index}=${'v'.repeat(100)}`);
    expect(passableTracestate(medium.join(','))).toBe(medium.slice(0, 4).join(','));
  });

  test('of any text is no longer than it may be, and passes again as it is', () => {
    assert(
      property(string({ unit: 'binary-ascii', maxLength: 2000 }), (value) => {
        const passed = passableTracestate(value);
        if (passed === undefined) return;
        expect(passed.length).toBeLessThanOrEqual(512);
        expect(passableTracestate(passed)).toBe(passed);
      }),
    );
  });
});
