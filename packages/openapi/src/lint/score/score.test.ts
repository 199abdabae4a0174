import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import type { LintSeverity } from '../lint-result.ts';
import { familyOf } from './families.ts';
import { scoreOf } from './score.ts';

const NAMES = ['airside-naming-a', 'airside-naming-b', 'airside-security-c', 'owasp:api1:2023-d', 'my-rule'];
const RULES = NAMES.map((name) => ({ name, severity: 'warn' as const }));
const result = fc.record({
  code: fc.constantFrom(...NAMES, 'parser', 'invalid-ref'),
  severity: fc.constantFrom<LintSeverity>('error', 'warn', 'info', 'hint'),
});
const results = fc.array(result, { maxLength: 60 });
const size = fc.integer({ min: 1, max: 500 });

describe('the score', () => {
  test('is 100 where nothing was reported, and between 0 and 100 always', () => {
    expect(scoreOf([], RULES, 10)).toEqual({
      total: 100,
      families: { naming: 100, security: 100, owasp: 100, other: 100 },
      gains: [],
    });
    fc.assert(
      fc.property(results, size, (all, n) => {
        const { total, families } = scoreOf(all, RULES, n);
        for (const score of [total, ...Object.values(families)]) {
          expect(score).toBeGreaterThanOrEqual(0);
          expect(score).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test('rises with each place that is mended, in total and in its family, and falls nowhere', () => {
    fc.assert(
      fc.property(fc.array(result, { minLength: 1, maxLength: 60 }), size, fc.nat(), (all, n, choice) => {
        const at = choice % all.length;
        const [before, after] = [scoreOf(all, RULES, n), scoreOf(all.toSpliced(at, 1), RULES, n)];
        expect(after.total).toBeGreaterThan(before.total);
        for (const [family, score] of Object.entries(before.families)) {
          expect(after.families[family as keyof typeof after.families]).toBeGreaterThanOrEqual(score - 1e-9);
        }
      }),
    );
  });

  test('says exactly what mending all places of a rule would bring', () => {
    fc.assert(
      fc.property(results, size, (all, n) => {
        const { total, gains } = scoreOf(all, RULES, n);
        for (const { rule, gain, places } of gains) {
          const rest = all.filter(({ code }) => code !== rule);
          expect(scoreOf(rest, RULES, n).total - total).toBeCloseTo(gain, 9);
          expect(places).toBe(all.length - rest.length);
        }
        expect(gains).toEqual(gains.toSorted((a, b) => b.gain - a.gain));
      }),
    );
  });

  test('does not change when a definition doubles and its habits stay', () => {
    fc.assert(
      fc.property(results, size, (all, n) => {
        expect(scoreOf([...all, ...all], RULES, 2 * n).total).toBeCloseTo(scoreOf(all, RULES, n).total, 9);
      }),
    );
  });

  test('falls more for an error than for a warning, and for a warning than for a remark', () => {
    const totals = (['hint', 'info', 'warn', 'error'] as const).map(
      (severity) => scoreOf([{ code: 'airside-naming-a', severity }], RULES, 10).total,
    );
    expect(totals).toEqual(totals.toSorted((a, b) => b - a));
    expect(new Set(totals).size).toBe(4);
  });

  test('falls in every family for what keeps a definition from being read', () => {
    const { families } = scoreOf([{ code: 'parser', severity: 'error' }], RULES, 1);
    for (const score of Object.values(families)) expect(score).toBeLessThan(70);
  });

  test('comes near to nothing where everything is broken everywhere', () => {
    const all = NAMES.flatMap((code) => Array.from({ length: 1000 }, () => ({ code, severity: 'warn' as const })));
    expect(scoreOf(all, RULES, 10).total).toBeLessThan(30);
    expect(
      scoreOf(
        all.map(({ code }) => ({ code, severity: 'error' })),
        RULES,
        10,
      ).total,
    ).toBeLessThan(3);
  });

  test('is 0 for what no rule has looked at', () => {
    expect(scoreOf([], RULES, 0)).toEqual({ total: 0, families: { naming: 0, security: 0, owasp: 0, other: 0 }, gains: [] });
  });

  test('takes an empty definition and an empty rule set', () => {
    expect(scoreOf([], [], 1).total).toBe(100);
    expect(scoreOf([{ code: 'parser', severity: 'error' }], [], 1).total).toBeLessThan(30);
  });
});

test('the family of a rule is in its name', () => {
  expect(['airside-errors-problem-json', 'owasp:api4:2023-rate-limit', 'airside-constructor-x', 'oas3-schema'].map(familyOf)).toEqual([
    'errors',
    'owasp',
    'other',
    'other',
  ]);
});
