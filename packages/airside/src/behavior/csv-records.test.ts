import fc from 'fast-check';
import { expect, test } from 'vitest';

import { CsvReader } from './csv-records.ts';
import { CsvSamples } from './csv-samples.ts';

function recordsOf(text: string, size = text.length): readonly (readonly string[])[] {
  const reader = new CsvReader();
  const bytes = Buffer.from(text);
  const records: (readonly string[])[] = [];
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) {
    for (const { cells } of reader.push(bytes.subarray(at, at + Math.max(1, size)))) records.push(cells);
  }
  for (const { cells } of reader.end()) records.push(cells);
  return records;
}

test.each([
  [
    'a,b\n1,2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a,b\r\n1,2',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  ['\ufeffa,b\n', [['a', 'b']]],
  ['"a,b","c\nd"\n', [['a,b', 'c\nd']]],
  ['"<a href=""x"">",1\n', [['<a href="x">', '1']]],
  ['"",""\n', [['', '']]],
  ['\n\na,b\n\n', [['a', 'b']]],
  ['a"b,c\n', [['a"b', 'c']]],
])('%j is read', (text, expected) => {
  expect(recordsOf(text)).toEqual(expected);
});

test('what was written is read, in whatever pieces it comes', () => {
  const cell = fc.string({ unit: 'binary', maxLength: 8 }).filter((text) => !text.startsWith('\ufeff'));
  const cells = fc.array(cell, { minLength: 2, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(cells, { maxLength: 5 }), fc.integer({ min: 1, max: 9 }), (rows, size) => {
      const text = rows.map((row) => `${row.map((each) => `"${each.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');
      expect(recordsOf(text, size)).toEqual(rows.map((row) => row.map((each) => each.toWellFormed())));
    }),
    { numRuns: 500 },
  );
});

test('a quotation mark that is never closed ends in an error, and not in all memory', () => {
  const reader = new CsvReader();
  expect(() => {
    for (let index = 0; index < 20; index++)
      for (const _ of reader.push(Buffer.alloc(1024 * 1024, index === 0 ? '"a,b' : 'x'))) throw new Error('none');
  }).toThrow('is a quotation mark missing?');
});

test('a row of values is a request with one of them', () => {
  const rows = new CsvSamples();
  expect(rows.read({ line: 1, cells: ['payload', 'length', 'attack_type', 'label'] }, 0, 0)).toBeUndefined();
  expect(rows.read({ line: 2, cells: ["' or 1=1", '8', 'sqli', 'anom'] }, 0, 0)).toMatchObject({
    isAttack: true,
    isAlone: true,
    category: 'sqli',
    exchange: { query: "value='%20or%201%3D1" },
  });
});

test.each([[['a', 'b']], [['payload', 'length']], [['label', 'length']]])('a table with the columns %j is refused', (cells) => {
  expect(() => new CsvSamples().read({ line: 1, cells }, 0, 0)).toThrow('a column "payload"');
});
