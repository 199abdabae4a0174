import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { parseMultipart } from './multipart.ts';
import type { MultipartFlags } from './multipart-flags.ts';
import { noFlags } from './multipart-flags.ts';

const TYPE = 'multipart/form-data; boundary=B';
const FIELD = 'Content-Disposition: form-data; name="a"';
const FILE = 'Content-Disposition: form-data; name="f"; filename="x.txt"';

/** A body of parts, each of which is its headers and its data. */
function bodyOf(...parts: readonly (readonly [headers: string, data: string])[]): string {
  return `${parts.map(([headers, data]) => `--B\r\n${headers}\r\n\r\n${data}\r\n`).join('')}--B--\r\n`;
}

/** The flags that are set. */
function flagsOf(flags: Readonly<MultipartFlags>): string[] {
  return Object.entries(flags).flatMap(([name, value]) => (value === false || value === 0 || name === 'crlfLine' ? [] : [name]));
}

test('fields and files are read in their order, with the headers of their parts', () => {
  const text = bodyOf([FIELD, 'v1'], [`${FILE}\r\nContent-Type: text/plain`, 'line1\r\nline2'], [FIELD, '']);
  const { parts, finalBoundary, ...body } = parseMultipart(text, TYPE, { fileContentBytes: 5 });
  expect(parts.map(({ dataStart, dataEnd }) => text.slice(dataStart, dataEnd))).toEqual(['v1', 'line1\r\nline2', '']);
  expect(parts.map((part) => part.header('content-type'))).toEqual([undefined, 'text/plain', undefined]);
  const boundaries = [...parts.map(({ boundaryStart }) => boundaryStart), finalBoundary];
  expect(boundaries.map((at) => text.slice(at, at + 2))).toEqual(['--', '--', '--', '--']);
  expect(body).toEqual({
    arguments: [
      { name: 'a', value: 'v1' },
      { name: 'a', value: '' },
    ],
    files: [{ name: 'f', filename: 'x.txt', size: 12, content: 'line1' }],
    partHeaders: [
      { name: 'a', value: FIELD },
      { name: 'f', value: FILE },
      { name: 'f', value: 'Content-Type: text/plain' },
      { name: 'a', value: FIELD },
    ],
    flags: { ...noFlags(), crlfLine: true },
    isStrictError: false,
  });
});

test('the final boundary may end the body without a line break', () => {
  expect(parseMultipart(bodyOf([FIELD, 'v']).slice(0, -2), TYPE)).toMatchObject({
    arguments: [{ name: 'a', value: 'v' }],
    isStrictError: false,
  });
});

test('data keeps every byte but the line break before the boundary', () => {
  for (const data of ['\r\n', '\n\r\n', '\r', '\0\xff', ' x ', '\r\n\r\n']) {
    expect(parseMultipart(bodyOf([FIELD, data]), TYPE).arguments).toEqual([{ name: 'a', value: data }]);
  }
});

test('escaped quotation marks and backslashes belong to a name; other backslashes stay', () => {
  const header = 'Content-Disposition: form-data; name="a\\"b\\\\c"; filename="C:\\x.txt"';
  expect(parseMultipart(bodyOf([header, 'v']), TYPE).files).toEqual([{ name: 'a"b\\c', filename: 'C:\\x.txt', size: 1, content: '' }]);
});

test('a semicolon may end the Content-Disposition header', () => {
  expect(parseMultipart(bodyOf([`${FIELD};`, 'v']), TYPE)).toMatchObject({ arguments: [{ name: 'a', value: 'v' }], isStrictError: false });
});

test('an empty file name makes a field', () => {
  expect(parseMultipart(bodyOf(['Content-Disposition: form-data; name="a"; filename=""', 'v']), TYPE)).toMatchObject({
    arguments: [{ name: 'a', value: 'v' }],
    files: [],
  });
});

describe('what readers may understand differently is flagged, and is a strict error', () => {
  test.each<[flag: keyof MultipartFlags, body: string, type: string]>([
    ['boundaryQuoted', bodyOf([FIELD, 'v']), 'multipart/form-data; boundary="B"'],
    ['boundaryWhitespace', bodyOf([FIELD, 'v']), 'multipart/form-data; boundary =B'],
    ['missingSemicolon', bodyOf([FIELD, 'v']), 'multipart/form-data boundary=B'],
    ['dataBefore', `x\r\n${bodyOf([FIELD, 'v'])}`, TYPE],
    ['dataBefore', `\r\n${bodyOf([FIELD, 'v'])}`, TYPE],
    ['dataAfter', `${bodyOf([FIELD, 'v'])}x`, TYPE],
    ['headerFolding', bodyOf(['Content-Disposition: form-data;\r\n name="a"', 'v']), TYPE],
    ['lfLine', bodyOf([FIELD, 'v']).replace(`${FIELD}\r`, FIELD), TYPE],
    ['lfLine', bodyOf([FIELD, 'v']).replace('--B\r', '--B'), TYPE],
    ['invalidQuoting', bodyOf(["Content-Disposition: form-data; name='a'", 'v']), TYPE],
    ['invalidQuoting', bodyOf(["Content-Disposition: form-data; name=a'b", 'v']), TYPE],
    ['invalidPart', `--B\r\n${bodyOf([FIELD, 'v'])}`, TYPE],
  ])('%s', (flag, body, type) => {
    const parsed = parseMultipart(body, type);
    expect(flagsOf(parsed.flags)).toEqual([flag]);
    expect(parsed).toMatchObject({ arguments: [{ value: 'v' }], isStrictError: true });
  });

  test('invalidHeaderFolding, by other white space than spaces and tabs', () => {
    expect(flagsOf(parseMultipart(bodyOf(['Content-Disposition: form-data;\r\n\vname="a"', 'v']), TYPE).flags)).toEqual([
      'headerFolding',
      'invalidHeaderFolding',
    ]);
  });

  test('fileLimitExceeded, and further files are left out', () => {
    const body = parseMultipart(bodyOf([FILE, '1'], [FILE, '2']), TYPE, { files: 1 });
    expect(flagsOf(body.flags)).toEqual(['fileLimitExceeded']);
    expect(body).toMatchObject({ files: [{ size: 1 }], isStrictError: true });
    expect(body.files).toHaveLength(1);
  });
});

describe('unmatchedBoundary is', () => {
  test.each([
    ['0 for text with dashes', 'a--b', 0],
    ['2 for a line like a boundary inside of data', 'x\r\n--C\r\ny', 2],
    ['2 for a boundary that does not begin its line', 'x --B y', 2],
    ['2 for the dashes of a certificate', '-----BEGIN CERTIFICATE-----', 2],
  ])('%s', (_, data, flag) => {
    const body = parseMultipart(bodyOf([FIELD, data]), TYPE);
    expect(body.flags.unmatchedBoundary).toBe(flag);
    expect(body.arguments).toEqual([{ name: 'a', value: data }]);
  });

  test('1 where no boundary follows', () => {
    expect(parseMultipart(`--B\r\n${FIELD}\r\n\r\nv\r\n--C--\r\n`, TYPE)).toMatchObject({
      flags: { unmatchedBoundary: 1 },
      error: expect.any(String),
    });
  });
});

describe('errors in the Content-Type header', () => {
  test.each([
    ['', 'is not multipart/form-data'],
    ['text/plain; boundary=B', 'is not multipart/form-data'],
    ['multipart/mixed; boundary=B', 'is not multipart/form-data'],
    ['multipart/form-data', 'no parameter named'],
    ['multipart/form-data; Boundary=B', 'no parameter named'],
    ['multipart/form-data; boundary', 'has no value'],
    ['multipart/form-data; boundary=', 'is empty'],
    ['multipart/form-data; boundary=""', 'is empty'],
    ['multipart/form-data; boundary=B; boundary=C', 'more than one boundary'],
    ['multipart/form-data; boundary=B; BOUNDARY=C', 'more than one boundary'],
    ['multipart/form-data; boundary="B', 'Only one end'],
    ['multipart/form-data; boundary=B"', 'Only one end'],
    ['multipart/form-data;; boundary=B', 'Something other'],
    ['multipart/form-data; charset=utf-8; boundary=B', 'Something other'],
    ['multipart/form-data; boundaryx=B', 'misspelt'],
    ['multipart/form-data; boundary=B x; charset=x', 'boundary'],
    ['multipart/form-data; boundary="B"; charset=x', 'quoted'],
    ['multipart/form-data; boundary=B; boundary=C', 'more than one boundary'],
    ['multipart/form-data; boundary="B "', 'characters'],
    ['multipart/form-data; boundary=B\0', 'characters'],
    [`multipart/form-data; boundary=${'B'.repeat(1024)}`, 'longer than 1024'],
  ])('%j', (type, reason) => {
    expect(parseMultipart(bodyOf([FIELD, 'v']), type)).toMatchObject({
      arguments: [],
      isStrictError: true,
      error: expect.stringContaining(reason),
    });
  });
});

describe('errors in the body', () => {
  test.each([
    ['no boundary', 'x', 'has no boundary'],
    ['no final boundary', bodyOf([FIELD, 'v']).replace('--B--', ''), 'no final boundary'],
    ['text behind a boundary', bodyOf([FIELD, 'v']).replace('--B\r', '--Bx\r'), 'followed by other text'],
    ['a space behind a boundary', bodyOf([FIELD, 'v']).replace('--B\r', '--B \r'), 'followed by other text'],
    ['text behind the final boundary', bodyOf([FIELD, 'v']).replace('--B--', '--B--x'), 'followed by other text'],
    ['white space inside of a boundary', bodyOf([FIELD, 'v\r\n-- B']), 'White space'],
    ['no Content-Disposition', bodyOf(['Content-Type: text/plain', 'v']), 'no Content-Disposition'],
    ['another disposition', bodyOf(['Content-Disposition: attachment; name="a"', 'v']), 'is not “form-data”'],
    ['another case of letters', bodyOf(['Content-Disposition: Form-Data; name="a"', 'v']), 'is not “form-data”'],
    ['no name', bodyOf(['Content-Disposition: form-data', 'v']), 'has no name'],
    ['two names', bodyOf([`${FIELD}; name="b"`, 'v']), 'two parameters named “name”'],
    ['two file names', bodyOf([`${FILE}; filename="y.php"`, 'v']), 'two parameters named “filename”'],
    ['filename*', bodyOf([`${FILE}; filename*=UTF-8''y.php`, 'v']), 'other than “name” and “filename”'],
    ['a file name that a search would miss', bodyOf([`${FIELD}; filename ="y.php"`, 'v']), 'white space before'],
    ['a quotation that does not end', bodyOf(['Content-Disposition: form-data; name="a', 'v']), 'does not end'],
    ['text behind a quotation', bodyOf(['Content-Disposition: form-data; name="a"b; filename="x"', 'v']), 'other than a semicolon'],
    ['two headers of the same name', bodyOf([`${FIELD}\r\ncontent-disposition: form-data; name="b"`, 'v']), 'two headers of the same name'],
    ['a header without a colon', bodyOf([`${FIELD}\r\nx`, 'v']), 'no colon'],
    ['a header without a name', bodyOf([`${FIELD}\r\n: x`, 'v']), 'no name'],
    ['a folded line without a header', bodyOf([` x\r\n${FIELD}`, 'v']), 'continues a header that is not there'],
    ['a line of headers that is too long', bodyOf([`${FIELD}\r\nx: ${'x'.repeat(5000)}`, 'v']), 'longer than 4096'],
    ['a header that is too long', bodyOf([`${FIELD}\r\nx: y${`\r\n ${'x'.repeat(4000)}`.repeat(3)}`, 'v']), 'longer than 8192'],
    ['too many headers', bodyOf([`${FIELD}${Array.from({ length: 64 }, (_, index) => `\r\nx${index}: y`).join('')}`, 'v']), 'more than 64'],
  ])('%s', (_, body, reason) => {
    expect(parseMultipart(body, TYPE)).toMatchObject({ isStrictError: true, error: expect.stringContaining(reason) });
  });

  test('a quoted boundary in the body, where the header quotes it', () => {
    expect(parseMultipart(`--"B"\r\n${bodyOf([FIELD, 'v'])}`, 'multipart/form-data; boundary="B"').error).toMatch('is quoted');
  });

  test('too many parts', () => {
    const body = parseMultipart(bodyOf([FIELD, '1'], [FIELD, '2'], [FIELD, '3']), TYPE, { parts: 2 });
    expect(body).toMatchObject({ arguments: [{ value: '1' }, { value: '2' }], error: 'The multipart body has more than 2 parts' });
  });

  test('parts before an error are given, so that they can be inspected', () => {
    expect(parseMultipart(bodyOf([FIELD, '<script>'], ['x', 'v']), TYPE).arguments).toEqual([{ name: 'a', value: '<script>' }]);
  });
});

test('what is written is read back, whatever its bytes', () => {
  const data = fc
    .string({ unit: fc.constantFrom('a', '\r', '\n', '-', '\0', '\xff', '"', ' ') })
    .filter((text) => !/(^|\n)-- *[\s]*B/.test(text));
  fc.assert(
    fc.property(fc.array(data, { minLength: 1, maxLength: 4 }), (list) => {
      const body = parseMultipart(bodyOf(...list.map((value) => [FIELD, value] as const)), TYPE);
      expect(body).not.toHaveProperty('error');
      expect(body.arguments.map(({ value }) => value)).toEqual(list);
    }),
    { numRuns: 500 },
  );
});

test('never throws, and a body without strict error has no bytes outside of its parts', () => {
  const piece = fc.constantFrom(
    '--B',
    '--B--',
    '--',
    'B',
    '\r\n',
    '\n',
    '\r',
    FIELD,
    FILE,
    ':',
    ' ',
    '\t',
    ';',
    '"',
    "'",
    'name=',
    '\0',
    '\xff',
    'x: y',
    '--B\r\n',
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const body = parseMultipart(pieces.join(''), TYPE);
      if (pieces.length > 0 && !body.isStrictError) expect(pieces.join('')).toMatch(/^--B(?:--)?(?:\r\n|$)/);
    }),
    { numRuns: 2000 },
  );
});

test.each(['--B\r\n', '--', '--C\r\n', '\n', 'x', ' x\r\n', 'x: y\r\n', '--B', '\r'])('many of %j take time in proportion', (piece) => {
  const start = performance.now();
  for (const prefix of ['', `--B\r\n${FIELD}\r\n\r\n`, '--B\r\nx: y\r\n']) parseMultipart(prefix + piece.repeat(200_000), TYPE);
  expect(performance.now() - start).toBeLessThan(5000);
});
