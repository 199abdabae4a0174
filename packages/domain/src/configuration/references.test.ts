import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { isReference, resolveReferences } from './references.ts';

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'airside-references-'));
  writeFileSync(join(directory, 'key'), 'from a file\n');
  writeFileSync(join(directory, 'windows'), 'line one\r\nline two\r\n');
  writeFileSync(join(directory, 'large'), 'x'.repeat(64 * 1024 + 1));
  mkdirSync(join(directory, 'folder'));
});
afterAll(() => rmSync(directory, { recursive: true }));

const resolve = (value: unknown) =>
  resolveReferences(value, { directory, environment: { NAME: 'from the environment', EMPTY: '', ODD: '${env:NAME}' } });

test.each([
  ['${env:NAME}', 'from the environment'],
  ['a ${env:NAME} b ${env:NAME}', 'a from the environment b from the environment'],
  ['${file:key}', 'from a file'],
  ['${file:windows}', 'line one\r\nline two'],
  ['$${env:NAME}', '${env:NAME}'],
  ['${env:ODD}', '${env:NAME}'],
  ['no $reference {here}', 'no $reference {here}'],
  ['${', '${'],
  [5, 5],
  [null, null],
  [{ a: ['${env:NAME}'] }, { a: ['from the environment'] }],
])('%j becomes %j', (value, expected) => {
  expect(resolve(value)).toMatchObject({ value: expected, failures: [] });
});

test('files that were read are told, also those that could not be', () => {
  expect(resolve(['${file:key}', '${file:absent}']).files).toEqual([join(directory, 'key'), join(directory, 'absent')]);
});

test.each([
  ['${env:NOPE}', 'environment variable NOPE is not set'],
  ['${env:EMPTY}', 'environment variable EMPTY is not set'],
  ['${env:toString}', 'environment variable toString is not set'],
  ['${env:not a name}', 'a reference names no environment variable'],
  ['${env:}', 'a reference that is of no known kind stands here'],
  ['${NAME}', 'a reference that is of no known kind stands here'],
  ['${vault:x}', 'a reference that is of no known kind stands here'],
  ['${file:absent}', 'cannot be read (ENOENT)'],
  ['${file:folder}', 'is not a plain file'],
  ['${file:/dev/zero}', 'is not a plain file'],
  ['${file:large}', 'is too large'],
])('%s is a failure that says why, at its path', (text, message) => {
  const { failures } = resolve({ list: [{ key: text }] });
  expect(failures).toHaveLength(1);
  expect(failures[0]?.path).toEqual(['list', 0, 'key']);
  expect(failures[0]?.message).toContain(message);
});

test.each([
  ['${env:A}', true],
  ['${file:a b}', true],
  ['$${env:A}', false],
  ['x${env:A}', false],
  ['${env:A}\n', false],
  ['${env:A}${env:B}', false],
  [5, false],
])('isReference(%j) is %j', (text, expected) => {
  expect(isReference(text)).toBe(expected);
});
