import { assert, boolean, constantFrom, property, string, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { formatTraceparent, parseTraceparent } from './traceparent.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';

describe('a traceparent', () => {
  test.each([
    [`00-${TRACE}-${SPAN}-00`, false, false],
    [`00-${TRACE}-${SPAN}-01`, true, false],
    [`00-${TRACE}-${SPAN}-02`, false, true],
    [`00-${TRACE}-${SPAN}-03`, true, true],
    [`00-${TRACE}-${SPAN}-ff`, true, true],
    [`cc-${TRACE}-${SPAN}-01`, true, false],
    [`cc-${TRACE}-${SPAN}-01-what-the-future-holds`, true, false],
  ])('%s is read', (value, sampled, random) => {
    expect(parseTraceparent(value)).toEqual({ traceId: TRACE, parentId: SPAN, sampled, random });
  });

  test.each([
    undefined,
    '',
    '00',
    `00-${TRACE}-${SPAN}`,
    `00-${TRACE}-${SPAN}-1`,
    `00-${TRACE}-${SPAN}-01-`,
    `00-${TRACE}-${SPAN}-01-more`,
    `00-${TRACE}-${SPAN}-01 `,
    ` 00-${TRACE}-${SPAN}-01`,
    `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`,
    `cc-${TRACE}-${SPAN}-01.more`,
    `cc-${TRACE}-${SPAN}-01, cc-${TRACE}-${SPAN}-01`,
    `ff-${TRACE}-${SPAN}-01`,
    `0G-${TRACE}-${SPAN}-01`,
    `00-${TRACE.toUpperCase()}-${SPAN}-01`,
    `00-${TRACE}-${SPAN.toUpperCase()}-01`,
    `00-${TRACE}-${SPAN}-0A`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `00-${TRACE.slice(1)}-${SPAN}0-01`,
    `00_${TRACE}_${SPAN}_01`,
    `00-${TRACE}-${SPAN}-${'0'.repeat(100_000)}`,
  ])('%j is not', (value) => {
    expect(parseTraceparent(value)).toBeUndefined();
  });

  test('is read as it was written', () => {
    const digits = (length: number) =>
      string({ unit: constantFrom(...'0123456789abcdef'.split('')), minLength: length, maxLength: length }).filter((text) =>
        /[^0]/.test(text),
      );
    assert(
      property(tuple(digits(32), digits(16), boolean(), boolean()), ([traceId, parentId, sampled, random]) => {
        const said = { traceId, parentId, sampled, random };
        expect(parseTraceparent(formatTraceparent(said))).toEqual(said);
      }),
    );
  });
});
