import { RE2JS } from 're2js';
import { describe, expect, test } from 'vitest';

import { Screening } from '../compile/screening.ts';
import { fingerprint, UNCOMMON } from '../fingerprint.ts';
import { patternNeeds } from '../operators/needs.ts';
import { Value } from '../variables/value.ts';
import { compileMatcher, type Matcher, type Span } from './matcher.ts';
import { parsePattern } from './parse-pattern.ts';
import { excludedByShape, requirements } from './requirements.ts';
import { generateNear } from './testing/generate.ts';
import { printPattern } from './testing/print-pattern.ts';
import { seeded } from './testing/random.ts';
import { readRulePatterns } from './testing/rule-patterns.ts';

const SEED = Number(process.env['AIRSIDE_SEED'] ?? 1);
const VALUES_EACH = Number(process.env['AIRSIDE_VALUES'] ?? 12);

const patterns = readRulePatterns();

describe.skipIf(patterns.length === 0)('the patterns of the Core Rule Set', () => {
  test('all of them are read and compiled', () => {
    expect(patterns.length).toBeGreaterThan(250);
    for (const pattern of patterns) expect(() => compileMatcher(pattern), pattern).not.toThrow();
  });

  test('find what RE2 finds, groups included', () => {
    let matches = 0;
    for (const { pattern, matcher, values } of subjects()) {
      const re2 = RE2JS.compile(printPattern(parsePattern(pattern).root));
      for (const value of values) {
        const oracle = re2.matcher(value);
        const expected = oracle.find()
          ? Array.from({ length: re2.groupCount() + 1 }, (_, group) => oracle.group(group) ?? undefined)
          : undefined;
        if (expected !== undefined) matches++;
        const where = expected === undefined ? undefined : { start: oracle.start(), end: oracle.end() };
        expect({ value, where: matcher.find(value) }, pattern).toEqual({ value, where });
        expect({ value, captures: matcher.captures(value), test: matcher.test(value) }, pattern).toEqual({
          value,
          captures: expected,
          test: expected !== undefined,
        });
      }
    }
    expect(matches).toBeGreaterThan(patterns.length);
  });

  test('are read as RE2 reads them, white space and high bytes apart', () => {
    let compared = 0;
    for (const { pattern, matcher, values } of subjects()) {
      // RE2's `\s` and `\v` differ in the vertical tab, and it folds the case of letters above ASCII.
      const re2 = compileWithRe2(pattern);
      if (re2 === undefined || /\\v/.test(pattern)) continue;
      for (const value of values.filter((text) => !/[\v\x80-\xff]/.test(text))) {
        const oracle = re2.matcher(value);
        const expected: Span | undefined = oracle.find() ? { start: oracle.start(), end: oracle.end() } : undefined;
        expect({ value, where: matcher.find(value) }, pattern).toEqual({ value, where: expected });
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(patterns.length);
  });

  test('match alike by states, by few states and by simulation', () => {
    for (const { pattern, matcher, values } of subjects()) {
      const few = compileMatcher(pattern, { cacheBytes: 600, stateBudget: 3 });
      const simulated = compileMatcher(pattern, { stateBudget: Number.NEGATIVE_INFINITY });
      for (const value of values) {
        const expected = { value, test: matcher.test(value), where: matcher.find(value) };
        for (const other of [few, simulated])
          expect({ value, test: other.test(value), where: other.find(value) }, pattern).toEqual(expected);
      }
    }
  });

  test('never match what their requirements exclude', () => {
    for (const { pattern, matcher, values } of subjects()) {
      const required = requirements(parsePattern(pattern));
      for (const value of values.filter((text) => matcher.test(text))) {
        const lower = value.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
        expect(excludedByShape(required, value, fingerprint(value)), `${pattern} over ${value}`).toBe(false);
        for (const list of required.literals)
          expect(
            list.some((text) => lower.includes(text)),
            `${pattern} over ${value}`,
          ).toBe(true);
      }
    }
  });

  test('never match a value that their screens exclude, be it plain or not', () => {
    const screening = new Screening();
    const screened = [...subjects()].map((subject) => ({ ...subject, screen: screening.screen(patternNeeds(subject.pattern, false)) }));
    const scan = screening.scanner();
    let plain = 0;
    for (const { pattern, matcher, values, screen } of screened) {
      for (const value of [...values, ...values.map(withoutUncommon)]) {
        if (!matcher.test(value)) continue;
        if ((fingerprint(value) & UNCOMMON) === 0) plain++;
        expect(new Value(value).passes(screen, scan), `${pattern} over ${value}`).toBe(true);
      }
    }
    expect(plain).toBeGreaterThan(patterns.length / 2);
  });

  test('cost twice as much for values twice as long', () => {
    const units = ['\n', '"', "'", '/', '-', ' ', 'a', '0', '(', '\\', '$(', "' ", '\n"', 'a.', '${', '<a '];
    for (const pattern of patterns) {
      const matcher = compileMatcher(pattern);
      for (const unit of units) {
        const once = cost(matcher, unit.repeat(4_000));
        const twice = cost(matcher, unit.repeat(8_000));
        expect(twice, `${pattern} over ${JSON.stringify(unit)}`).toBeLessThanOrEqual(2.3 * once + 20_000);
      }
    }
  });
});

interface Subject {
  readonly pattern: string;
  readonly matcher: Matcher;
  readonly values: readonly string[];
}

function* subjects(): Generator<Subject> {
  for (const pattern of patterns) {
    const values = generateNear(parsePattern(pattern).root, seeded(pattern.length + SEED), VALUES_EACH);
    yield { pattern, matcher: compileMatcher(pattern), values };
  }
}

function withoutUncommon(value: string): string {
  return [...value].filter((character) => (fingerprint(character) & UNCOMMON) === 0).join('');
}

function compileWithRe2(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern, RE2JS.DOTALL);
  } catch {
    return undefined;
  }
}

function cost(matcher: Matcher, value: string): number {
  const before = matcher.steps;
  matcher.test(value);
  return matcher.steps - before;
}
