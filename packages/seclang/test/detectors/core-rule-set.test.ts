import { globSync, readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { detectSqli } from '../../src/sqli/index.ts';
import { coreRuleSetForTests } from '../../src/testing/index.ts';
import { detectXss } from '../../src/xss/index.ts';

interface Input {
  readonly uri?: string;
  readonly data?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

interface Case {
  readonly name: string;
  readonly rule: number;
  readonly expected: boolean;
  readonly values: readonly string[];
}

const folder = coreRuleSetForTests('4.28')?.tests;
const PATH_RULES: ReadonlySet<number> = new Set([942101, 941101]);

describe.skipIf(folder === undefined)('the tests of the Core Rule Set', () => {
  test.each(folder === undefined ? [] : [942100, 942101])('%i: every SQL injection, and nothing else, is found', (rule) => {
    judgeAll(rule, (value) => detectSqli(value) !== undefined);
  });
  test.each(folder === undefined ? [] : [941100, 941101])('%i: every script, and nothing else, is found', (rule) => {
    judgeAll(rule, detectXss);
  });
});

function judgeAll(rule: number, detects: (value: string) => boolean): void {
  const cases = casesOf(rule);
  expect(cases.length).toBeGreaterThan(2);
  for (const { name, expected, values } of cases) expect.soft(values.some(detects), `${name}: ${JSON.stringify(values)}`).toBe(expected);
}

function casesOf(rule: number): Case[] {
  return globSync(`${folder}/**/${rule}.yaml`).flatMap((file) => {
    const { tests } = parse(readFileSync(file, 'utf8')) as {
      tests: { test_id: number; stages: { input: Input; output: { log: { expect_ids?: number[] } } }[] }[];
    };
    return tests.flatMap(({ test_id, stages }) =>
      stages.map(({ input, output }) => ({
        name: `${rule}-${test_id}`,
        rule,
        expected: output.log.expect_ids?.includes(rule) ?? false,
        values: PATH_RULES.has(rule) ? pathValues(input) : argumentValues(input),
      })),
    );
  });
}

/** The path, its last part, and the referrer. */
function pathValues({ uri = '/', headers = {} }: Input): string[] {
  const path = decode(uri.split('?')[0] ?? '');
  return [path, path.slice(path.lastIndexOf('/') + 1), decode(headers['Referer'] ?? '')];
}

function argumentValues({ uri = '/', data = '', headers = {} }: Input): string[] {
  const query = uri.slice(uri.indexOf('?') + 1);
  const parts = data.startsWith('<?xml') ? [] : `${uri.includes('?') ? query : ''}&${data}`.split('&');
  const named = parts.flatMap((part) => [part.split('=')[0] ?? '', part.slice(part.indexOf('=') + 1)]);
  const attributes = data.startsWith('<?xml') ? [unescapeXml(data.slice(data.indexOf('probe="') + 7, data.lastIndexOf('"')))] : [];
  return [...named.map(decode), decode(headers['User-Agent'] ?? ''), ...attributes];
}

function decode(text: string): string {
  return text.replaceAll('+', ' ').replaceAll(/%([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

function unescapeXml(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}
