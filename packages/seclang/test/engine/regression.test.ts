import { describe, expect, test } from 'vitest';

import { type Exchange, engineOf, ids, message, problems, run } from './exchange.ts';

const multipart = (...lines: string[]): Exchange => ({
  headers: { 'Content-Type': 'multipart/form-data; boundary=B' },
  body: [...lines, ''].join('\r\n'),
});
const FILE = ['--B', 'Content-Disposition: form-data; name="f"; filename="q.sql"', ''];

describe('MULTIPART_UNMATCHED_BOUNDARY', () => {
  const rules =
    'SecRule MULTIPART_UNMATCHED_BOUNDARY "@eq 1" "id:1,phase:2,pass"\nSecRule MULTIPART_UNMATCHED_BOUNDARY "@eq 2" "id:2,phase:2,pass"';

  test('is 2 for a file with lines like boundaries, so that @eq 1 lets it pass', () => {
    expect(ids(rules, multipart(...FILE, '-- a comment of SQL', 'SELECT 1;', '--B--'))).toEqual([2]);
  });

  test('is 1 where no boundary follows, and 0 where nothing looks like one', () => {
    expect(ids(rules, multipart(...FILE, 'SELECT 1;', '-- B--'))).toEqual([]);
    expect(ids(rules, multipart(...FILE, 'SELECT 1;', '--C--'))).toEqual([1]);
    expect(ids(rules, multipart(...FILE, 'SELECT 1;', '--B--'))).toEqual([]);
  });
});

describe('SecRequestBodyNoFilesLimit', () => {
  const field = (value: string): string[] => ['--B', 'Content-Disposition: form-data; name="a"', '', value];
  const rules = (limit: number): string => `SecRequestBodyNoFilesLimit ${limit}\nSecAction "id:1,phase:2,pass"`;
  const headerBytes = 'Content-Disposition: form-data; name="a"'.length;

  test('leaves the content of files out', () => {
    expect(ids(rules(100), multipart(...FILE, 'x'.repeat(5000), '--B--'))).toEqual([1]);
  });

  test('counts headers and values of all parts that are no files', () => {
    const body = multipart(...field('x'.repeat(11)), ...field('x'.repeat(10)), '--B--');
    expect(ids(rules(2 * headerBytes + 21), body)).toEqual([1]);
    expect(run(engineOf(rules(2 * headerBytes + 20)), body).interruption).toMatchObject({ status: 413, ruleId: 0 });
  });
});

test('an apostrophe in a name in double quotes is no invalid quoting, elsewhere it is', () => {
  const rules = 'SecRule MULTIPART_INVALID_QUOTING "@eq 1" "id:1,phase:2,pass"';
  const upload = (filename: string): Exchange =>
    multipart('--B', `Content-Disposition: form-data; name="f"; filename=${filename}`, '', 'x', '--B--');
  expect(ids(rules, upload('"O\'Neill.pdf"'))).toEqual([]);
  expect(ids(rules, upload("'O.pdf'"))).toEqual([1]);
  expect(ids(rules, upload("O'Neill.pdf"))).toEqual([1]);
});

test('a charset behind the boundary does not hide the parts', () => {
  const { body } = multipart('--B', 'Content-Disposition: form-data; name="a"', '', 'evil', '--B--');
  const rules = 'SecRule ARGS:a "@streq evil" "id:1,phase:2,pass"\nSecRule MULTIPART_STRICT_ERROR "@eq 0" "id:2,phase:2,pass"';
  expect(ids(rules, { headers: { 'Content-Type': 'multipart/form-data; boundary=B; charset=UTF-8' }, body: body ?? '' })).toEqual([1, 2]);
});

describe('a macro with a pattern', () => {
  test('stands for the first member whose name matches', () => {
    expect(message('SecAction "id:1,phase:1,pass,msg:\'%{ARGS:/^th/}\'"', { uri: '/?a=1&THIS=2&that=3' })).toBe('2');
    expect(message('SecAction "id:1,phase:1,pass,msg:\'[%{ARGS:/^x/}]\'"', { uri: '/?a=1' })).toBe('[]');
  });

  test('that cannot be read is refused when the rules are loaded', () => {
    expect(problems('SecAction "id:1,phase:1,pass,msg:\'%{ARGS:/(/}\'"')[0]).toContain('This group is not closed');
  });
});

test('SecDefaultAction may name tags, which its rules then have', () => {
  const rules = 'SecDefaultAction "phase:1,pass,log,tag:\'site/a\'"\nSecAction "id:1,phase:1,tag:b"';
  expect(run(engineOf(rules)).matchedRules[0]?.tags).toEqual(['site/a', 'b']);
});
