import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

import { describe, expect, test } from 'vitest';

import { detectSqli } from '../../src/sqli/index.ts';
import { sharedPath } from '../../src/testing/index.ts';
import { detectXss } from '../../src/xss/index.ts';

const file = sharedPath('corpora/httpparams_train.csv.gz');

describe.skipIf(file === undefined)('values of parameters labelled by others', () => {
  const rows = file === undefined ? [] : readRows(gunzipSync(readFileSync(file)).toString('latin1'));
  const of = (...types: string[]): string[] => rows.filter(({ type }) => types.includes(type)).map(({ value }) => value);
  const sqli = (value: string): boolean => detectSqli(value) !== undefined;

  test('no honest value is taken for an attack', () => {
    expect(of('norm').length).toBeGreaterThan(10_000);
    expect(of('norm').filter((value) => sqli(value) || detectXss(value))).toEqual([]);
  });

  test('at least 99.8 % of the SQL injections are found', () => {
    expect(share(of('sqli'), sqli)).toBeGreaterThan(0.998);
  });

  test('at least 90 % of the scripts are found; the others are fragments without effect, or plain links', () => {
    expect(share(of('xss'), detectXss)).toBeGreaterThan(0.9);
  });

  test('attacks of other kinds are left to other rules', () => {
    expect(share(of('cmdi', 'path-traversal'), sqli)).toBeLessThan(0.01);
  });
});

function share(values: readonly string[], detects: (value: string) => boolean): number {
  return values.filter(detects).length / values.length;
}

/** Rows of a CSV file whose fields are all in quotes (RFC 4180): the first is the value, the third its type. */
function readRows(csv: string): { value: string; type: string }[] {
  return csv
    .split(/"\r?\n/u)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.slice(1).split('","'))
    .map((fields) => ({ value: (fields[0] ?? '').replaceAll('""', '"'), type: fields.at(-2) ?? '' }));
}
