import { describe, expect, test } from 'vitest';

import { type Exchange, ids, message, problems } from './exchange.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };

/** What a variable shows, all its entries in order. */
function values(variable: string, exchange: Exchange = {}, phase = 4): string {
  const rules = `SecRule ${variable} "@rx (?s)^.*$" "id:1,phase:${phase},pass,nolog,setvar:'tx.out=%{tx.out}[%{MATCHED_VAR_NAME}=%{MATCHED_VAR}]'"\nSecAction "id:2,phase:5,pass,msg:'%{tx.out}'"`;
  return message(rules, exchange) ?? '';
}

describe('variables of the request', () => {
  const exchange: Exchange = {
    uri: '/a%20b/c.php?x=1&y=%41+b&x=2#f',
    headers: { Host: 'example.com:8080', Cookie: 'a=1; b=%41', 'X-Y': 'z', ...FORM },
    body: 'p=1&x=3',
  };

  test.each([
    ['REQUEST_METHOD', '[REQUEST_METHOD=POST]'],
    ['REQUEST_URI', '[REQUEST_URI=/a%20b/c.php?x=1&y=%41+b&x=2#f]'],
    ['REQUEST_FILENAME', '[REQUEST_FILENAME=/a b/c.php]'],
    ['REQUEST_BASENAME', '[REQUEST_BASENAME=c.php]'],
    ['QUERY_STRING', '[QUERY_STRING=x=1&y=%41+b&x=2#f]'],
    ['REQUEST_LINE', '[REQUEST_LINE=POST /a%20b/c.php?x=1&y=%41+b&x=2#f HTTP/1.1]'],
    ['REQUEST_PROTOCOL', '[REQUEST_PROTOCOL=HTTP/1.1]'],
    ['ARGS:x', '[ARGS:x=1][ARGS:x=2#f][ARGS:x=3]'],
    ['ARGS_GET:Y', '[ARGS_GET:y=A b]'],
    ['ARGS_POST', '[ARGS_POST:p=1][ARGS_POST:x=3]'],
    ['ARGS_NAMES', '[ARGS_NAMES:x=x][ARGS_NAMES:y=y][ARGS_NAMES:x=x][ARGS_NAMES:p=p][ARGS_NAMES:x=x]'],
    ['&ARGS', '[&ARGS=5]'],
    ['&ARGS:x', '[&ARGS=3]'],
    ['&ARGS:none', '[&ARGS=0]'],
    ['ARGS|!ARGS:x', '[ARGS:y=A b][ARGS:p=1]'],
    ['ARGS|!ARGS:/^[xy]$/', '[ARGS:p=1]'],
    ['ARGS:/^[PY]/', '[ARGS:y=A b][ARGS:p=1]'],
    ["ARGS:'/^[PY]/'", '[ARGS:y=A b][ARGS:p=1]'],
    ['ARGS_COMBINED_SIZE', '[ARGS_COMBINED_SIZE=14]'],
    ['REQUEST_COOKIES', '[REQUEST_COOKIES:a=1][REQUEST_COOKIES:b=%41]'],
    ['REQUEST_HEADERS:x-y', '[REQUEST_HEADERS:X-Y=z]'],
    ['&REQUEST_HEADERS:none', '[&REQUEST_HEADERS=0]'],
    ['REQUEST_HEADERS_NAMES:/^x/', '[REQUEST_HEADERS_NAMES:X-Y=X-Y]'],
    ['REQUEST_BODY', '[REQUEST_BODY=p=1&x=3]'],
    ['REQUEST_BODY_LENGTH', '[REQUEST_BODY_LENGTH=7]'],
    ['REQBODY_PROCESSOR', '[REQBODY_PROCESSOR=URLENCODED]'],
    ['SERVER_NAME', '[SERVER_NAME=example.com]'],
    ['REMOTE_ADDR', '[REMOTE_ADDR=192.0.2.1]'],
    ['REQUEST_HEADERS:none', ''],
    ['TX:none', ''],
  ])('%s', (variable, expected) => {
    expect(values(variable, exchange)).toBe(expected);
  });

  test('a path is cut off at the first ? and decoded after that, so that an encoded ? hides nothing', () => {
    expect(values('REQUEST_FILENAME', { uri: '/a%3f/../etc/passwd' })).toBe('[REQUEST_FILENAME=/a?/../etc/passwd]');
  });

  test('an absolute target is taken without scheme and authority', () => {
    expect(values('REQUEST_URI', { uri: 'http://example.com/x?y' })).toBe('[REQUEST_URI=/x?y]');
    expect(values('REQUEST_URI_RAW', { uri: 'http://example.com/x?y' })).toBe('[REQUEST_URI_RAW=http://example.com/x?y]');
  });

  test('a request line without a version is one of HTTP/0.9', () => {
    expect(values('REQUEST_PROTOCOL', { protocol: '' })).toBe('[REQUEST_PROTOCOL=HTTP/0.9]');
  });
});

describe('variables of the body', () => {
  test('of JSON are arguments named by their path', () => {
    const rules = `SecAction "id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"\nSecRule ARGS:json.list.array_1.a "@streq x" "id:1,phase:2,pass"`;
    expect(ids(rules, { body: '{"list":[1,{"a":"x"}]}' })).toEqual([1]);
  });

  test('of XML are its text and its attributes', () => {
    const xml = 'SecAction "id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=XML"\n';
    expect(ids(`${xml}SecRule XML:/* "@contains evil" "id:1,phase:2,pass"`, { body: '<a b="c">ev<x/>il</a>' })).toEqual([1]);
    expect(ids(`${xml}SecRule XML://@* "@streq c" "id:1,phase:2,pass"`, { body: '<a b="c">x</a>' })).toEqual([1]);
  });

  test('that cannot be read is an error that rules see', () => {
    const rules = `SecAction "id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"\nSecRule REQBODY_ERROR "@eq 1" "id:1,phase:2,pass,msg:'%{REQBODY_ERROR_MSG}'"`;
    expect(ids(rules, { body: '{"a":' })).toEqual([1]);
    expect(ids(rules, { body: '{}' })).toEqual([]);
    expect(ids(rules, {})).toEqual([]);
  });

  test('with more arguments than the limit is an error, in the query as well', () => {
    const rules = 'SecArgumentsLimit 2\nSecRule REQBODY_ERROR "@eq 1" "id:1,phase:2,pass"';
    expect(ids(rules, { uri: '/?a=1&b=2' })).toEqual([]);
    expect(ids(rules, { uri: '/?a=1&b=2&c=3' })).toEqual([1]);
    expect(ids(rules, { body: 'a=1&b=2&c=3', headers: FORM })).toEqual([1]);
  });

  test.each([
    ['a form', 'URLENCODED', 'b=2&c=3', 'b=2'],
    ['JSON', 'JSON', '{"b":2,"c":3}', '{"b":2}'],
  ])('of the query and of %s count together against the limit', (_name, processor, body, fewer) => {
    const rules = `SecArgumentsLimit 2\nSecAction "id:9,phase:1,pass,nolog,ctl:requestBodyProcessor=${processor}"\nSecRule REQBODY_ERROR "@eq 1" "id:1,phase:2,pass"`;
    expect(ids(rules, { uri: '/?a=1', body })).toEqual([1]);
    expect(ids(rules, { uri: '/?a=1', body: fewer })).toEqual([]);
    expect(ids(rules, { body })).toEqual([]);
  });

  test('of multipart are arguments, files and flags', () => {
    const headers = { 'Content-Type': 'multipart/form-data; boundary=B' };
    const body = [
      '--B',
      'Content-Disposition: form-data; name="f"; filename="a.php"',
      'Content-Type: text/x',
      '',
      'content',
      '--B--',
      '',
    ].join('\r\n');
    expect(values('FILES', { body, headers })).toBe('[FILES:f=a.php]');
    expect(values('FILES_NAMES', { body, headers })).toBe('[FILES_NAMES:f=f]');
    expect(values('FILES_SIZES:f', { body, headers })).toBe('[FILES_SIZES:f=7]');
    expect(values('&MULTIPART_PART_HEADERS:f', { body, headers })).toBe('[&MULTIPART_PART_HEADERS=2]');
    expect(values('MULTIPART_STRICT_ERROR', { body, headers })).toBe('[MULTIPART_STRICT_ERROR=0]');
    expect(values('MULTIPART_STRICT_ERROR', { body: `before${body}`, headers })).toBe('[MULTIPART_STRICT_ERROR=1]');
  });
});

describe('a list of variables is refused', () => {
  test.each([
    ['ARGZ', 'unknown variable ARGZ (did you mean ARGS?)'],
    ['REQUEST_METHOD:x', 'the variable REQUEST_METHOD has one value; it takes no selector'],
    ['ARGS:', 'expected a name or /pattern/ after ARGS:'],
    ['ARGS:/x', 'the pattern /x has no closing /'],
    ['|', 'expected at least one variable'],
    ['ARGS:/(/', ''],
  ])('%s', (variables, message) => {
    expect(problems(`SecRule "${variables}" "x" "id:1,phase:1,pass"`)[0]).toContain(message);
  });
});

test('variables of the response', () => {
  const exchange: Exchange = {
    status: 404,
    responseHeaders: { 'Content-Type': 'text/html; charset=utf-8', 'X-A': 'b' },
    responseBody: 'hello',
  };
  expect(values('RESPONSE_STATUS', exchange)).toBe('[RESPONSE_STATUS=404]');
  expect(values('RESPONSE_HEADERS:x-a', exchange)).toBe('[RESPONSE_HEADERS:X-A=b]');
  expect(values('RESPONSE_BODY', exchange)).toBe('[RESPONSE_BODY=hello]');
  expect(values('RESPONSE_BODY', { ...exchange, responseHeaders: { 'Content-Type': 'image/png' } })).toBe('');
});
