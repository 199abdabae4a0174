import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { compileMatcher } from '../../src/match/matcher.ts';
import { parsePattern } from '../../src/match/parse-pattern.ts';
import type { Node } from '../../src/match/syntax-tree.ts';
import { readRulePatterns } from '../../src/match/testing/rule-patterns.ts';
import { PATTERN_CASES } from './pattern-cases.ts';

const patterns = readRulePatterns('3.3').filter((pattern) => looksAround(parsePattern(pattern).root));

describe.skipIf(patterns.length === 0)('the patterns of the Core Rule Set 3.3 with look-around, possessive parts or references', () => {
  test('are these five', () => {
    expect(patterns.length).toBe(5);
    for (const { begins } of PATTERN_CASES) expect(patterns.filter((pattern) => pattern.startsWith(begins)).length, begins).toBe(1);
  });

  describe.each(PATTERN_CASES)('$rule: $needs', ({ begins, matches, matchesNot, pieces }) => {
    const pattern = patterns.find((each) => each.startsWith(begins)) ?? '';
    const matcher = compileMatcher(pattern);
    const peer = peerOf(pattern);

    test.each(matches)('matches %j', (text) => {
      expect([matcher.test(text), peer.test(text)]).toEqual([true, true]);
    });

    test.each(matchesNot)('does not match %j', (text) => {
      expect([matcher.test(text), peer.test(text)]).toEqual([false, false]);
    });

    test('finds what V8 finds, at the same place', () => {
      const text = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...pieces) }, ASCII), { maxLength: 14 });
      let found = 0;
      fc.assert(
        fc.property(text, (parts) => {
          const value = parts.join('');
          const expected = peer.exec(value);
          if (expected !== null) found++;
          const span = expected === null ? undefined : { start: expected.index, end: expected.index + expected[0].length };
          expect(matcher.find(value)).toEqual(span);
          expect(matcher.test(value)).toBe(span !== undefined);
          expect(matcher.captures(value)?.[0]).toBe(expected?.[0]);
          if (begins.includes('([')) expect(matcher.captures(value)?.[1]).toBe(expected?.[1]);
        }),
        { numRuns: 3000 },
      );
      // Had nothing, or everything, been found, nothing would have been compared.
      expect(found).toBeGreaterThan(30);
      expect(found).toBeLessThan(2970);
    });
  });
});

/** Without the bytes that V8 takes for white space and PCRE does not. */
const ASCII = fc.integer({ min: 0, max: 127 }).map((code) => String.fromCharCode(code));

/** The pattern for V8. A possessive part is one that was looked ahead for and is then taken as it was found. */
function peerOf(pattern: string): RegExp {
  let count = 0;
  const source = pattern.replaceAll(/(\\s|\[\^?(?:\\.|[^\]\\])+\])([*+])\+/g, (_, item: string, quantifier: string) => {
    count++;
    return `(?=(?<p${count}>${item}${quantifier}))\\k<p${count}>`;
  });
  return new RegExp(source, 's');
}

function looksAround(node: Node): boolean {
  switch (node.kind) {
    case 'look':
    case 'atomic':
    case 'reference':
      return true;
    case 'repeat':
      return node.mode === 'possessive' || looksAround(node.node);
    case 'group':
      return looksAround(node.node);
    case 'sequence':
    case 'choice':
      return node.nodes.some(looksAround);
    default:
      return false;
  }
}
