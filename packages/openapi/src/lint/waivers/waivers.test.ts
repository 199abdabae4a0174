import { describe, expect, test } from 'vitest';

import type { LintResult } from '../lint-result.ts';
import { applyWaivers } from './apply-waivers.ts';
import { parseWaivers } from './parse-waivers.ts';

const FILE = '/apis/.airside-waivers.yaml';
const WAIVER = `
waivers:
  - rule: owasp:api2:2023-write-restricted
    file: shop/openapi.yaml
    pointer: /paths/~1sessions
    reason: The login is open to all.
    owner: shop-team@example.org
    until: 2027-06-30
`;

function result(code: string, path: readonly (string | number)[], file = '/apis/shop/openapi.yaml'): LintResult {
  const place = { line: 0, character: 0 };
  return { code, message: 'm', severity: 'error', path, file, range: { start: place, end: place } };
}

function problemsIn(text: string): string[] {
  const { waivers, problems } = parseWaivers(FILE, text);
  expect(waivers).toBeUndefined();
  return problems.map(({ line, column, message }) => `${line}:${column} ${message}`);
}

describe('a file of waivers is refused, with places, for', () => {
  test.each(['rule', 'reason', 'owner', 'until'])('a waiver without %s', (field) => {
    const text = WAIVER.replace(new RegExp(`^(    |  - )${field}:.*\n`, 'm'), field === 'rule' ? '  - file: a\n' : '');
    expect(problemsIn(text.replace('    file: shop/openapi.yaml\n', ''))).toContainEqual(expect.stringContaining(`has no ${field}`));
  });

  test('a waiver that holds everywhere', () => {
    const text = WAIVER.replace(/ {4}(file|pointer):.*\n/g, '');
    expect(problemsIn(text)).toEqual(['3:5 the waiver does not say where it holds']);
  });

  test.each(['2027-02-30', '2027-6-30', 'never', '2027-06-30T00:00:00Z', '20270630'])('the end date %s', (until) => {
    expect(problemsIn(WAIVER.replace('2027-06-30', until))[0]).toMatch(/^8:12 until is not a (day|text)$/);
  });

  test('an empty reason, a wrong pointer, a key that is not known', () => {
    expect(problemsIn(WAIVER.replace('The login is open to all.', '"  "'))).toEqual(['6:13 reason is not a text']);
    expect(problemsIn(WAIVER.replace('/paths/~1sessions', 'paths'))).toEqual(['5:14 this is no JSON pointer']);
    expect(problemsIn(WAIVER.replace('owner:', 'owners:'))).toEqual([
      '3:5 the waiver has no owner',
      '7:5 the key "owners" is not known here',
    ]);
    expect(problemsIn(`${WAIVER}rules: []\n`)).toEqual(['9:1 the key "rules" is not known here']);
  });

  test.each(['', 'waivers: 7', '[]', 'waivers: [7]', 'waivers: [[]]', 'waivers: [', '&a [*a]'])('the text %j', (text) => {
    expect(problemsIn(text).length).toBeGreaterThan(0);
  });
});

describe('a waiver', () => {
  const parsed = (text = WAIVER) => {
    const { waivers } = parseWaivers(FILE, text);
    if (waivers === undefined) throw new Error('the waivers are wrong');
    return waivers;
  };
  const rule = 'owasp:api2:2023-write-restricted';

  test('holds for its rule in its file at its place and below, and nowhere else', () => {
    const here = [result(rule, ['paths', '/sessions']), result(rule, ['paths', '/sessions', 'post', 'security'])];
    const elsewhere = [
      result(`${rule}-2`, ['paths', '/sessions']),
      result(rule, ['paths', '/sessions2', 'post']),
      result(rule, ['paths']),
      result(rule, []),
      result(rule, ['paths', '/sessions'], '/apis/openapi.yaml'),
      result(rule, ['paths', '/sessions'], '/shop/openapi.yaml'),
    ];
    const { standing, waived, expired, unused } = applyWaivers([...here, ...elsewhere], parsed(), '2026-11-29');
    expect(waived.map((entry) => entry.result)).toEqual(here);
    expect(waived[0]?.waiver).toMatchObject({ owner: 'shop-team@example.org', reason: 'The login is open to all.', line: 3 });
    expect(standing).toEqual(elsewhere);
    expect([expired, unused]).toEqual([[], []]);
  });

  test('holds on its last day and not on the next, when its results count again and it is named', () => {
    const results = [result(rule, ['paths', '/sessions', 'post'])];
    expect(applyWaivers(results, parsed(), '2027-06-30').standing).toEqual([]);
    const { standing, expired, unused } = applyWaivers(results, parsed(), '2027-07-01');
    expect(standing).toEqual(results);
    expect(expired).toEqual([{ waiver: parsed().entries[0], results: 1 }]);
    expect(unused).toEqual([]);
  });

  test('that no result needs is named, whether expired or not', () => {
    for (const today of ['2026-11-29', '2030-01-01']) {
      const { unused, expired } = applyWaivers([], parsed(), today);
      expect(unused).toHaveLength(1);
      expect(expired).toEqual([]);
    }
  });

  test('takes * for any rule name, and a segment * for any key', () => {
    const text = WAIVER.replace(rule, 'owasp:api2:*').replace('/paths/~1sessions', '/paths/*/post');
    const results = [result(rule, ['paths', '/a', 'post', 'security']), result('owasp:api3:x', ['paths', '/a', 'post'])];
    expect(applyWaivers(results, parsed(text), '2026-11-29').waived.map((entry) => entry.result)).toEqual([results[0]]);
  });

  test('that holds is taken before one that is past its day', () => {
    const twice = WAIVER + WAIVER.replace('\nwaivers:\n', '').replace('2027-06-30', '2028-06-30');
    const results = [result(rule, ['paths', '/sessions'])];
    expect(applyWaivers(results, parsed(twice), '2028-01-01').standing).toEqual([]);
  });
});
