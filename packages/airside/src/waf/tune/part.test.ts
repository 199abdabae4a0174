import fc from 'fast-check';
import { expect, test } from 'vitest';

import { partOf } from './part.ts';

test.each([
  ['ARGS:note', { kind: 'parameter', name: 'note' }],
  ['ARGS_NAMES:note', { kind: 'parameter', name: 'note' }],
  ['ARGS_POST:order.note', { kind: 'parameter', name: 'order.note' }],
  ['ARGS:json.order.note', { kind: 'parameter', name: 'order.note' }],
  ['ARGS:json.items.array_12.text', { kind: 'parameter', name: 'items.*.text' }],
  ['ARGS:json.array_0', { kind: 'parameter', name: '*' }],
  ['ARGS:items.array_12', { kind: 'parameter', name: 'items.array_12' }],
  ['REQUEST_HEADERS:User-Agent', { kind: 'header', name: 'user-agent' }],
  ['REQUEST_COOKIES_NAMES:Sid', { kind: 'cookie', name: 'Sid' }],
  ['REQUEST_FILENAME', { kind: 'path' }],
  ['REQUEST_BODY', { kind: 'rule', variable: 'REQUEST_BODY' }],
  ['REQUEST_URI', { kind: 'rule', variable: 'REQUEST_URI' }],
  ['&REQUEST_HEADERS:Host', { kind: 'rule', variable: '&REQUEST_HEADERS' }],
  ['XML:/*', { kind: 'rule', variable: 'XML' }],
])('%s is a part that an exclusion can name, or the rule', (variable, part) => {
  expect(partOf(variable)).toMatchObject(part);
});

test.each(['TX:anomaly_score', 'tx:0', '&TX:a', ''])('%j is a consequence of other matches, and no place', (variable) => {
  expect(partOf(variable)).toBeUndefined();
});

test.each([
  'REQBODY_ERROR',
  'REQBODY_PROCESSOR_ERROR',
  'MULTIPART_STRICT_ERROR',
  'MULTIPART_UNMATCHED_BOUNDARY',
  'IP:counter',
  'SESSION:a',
  "ARGS:a'b",
  'ARGS:a,ctl:ruleEngine=Off',
  'ARGS:/.*/',
  'ARGS:',
  `ARGS:${'x'.repeat(101)}`,
  'ARGS:a\\x00',
  'REQUEST_HEADERS:X Y',
  'REQUEST_COOKIES:a;b',
])('%s is never excluded', (variable) => {
  expect(partOf(variable)).toMatchObject({ kind: 'never', why: expect.any(String) });
});

test('whatever a variable is called, only plain names reach an exclusion', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('ARGS', 'ARGS_NAMES', 'REQUEST_HEADERS', 'REQUEST_COOKIES'),
      fc.string({ unit: 'binary' }),
      (collection, name) => {
        const part = partOf(`${collection}:${name}`);
        if (part !== undefined && 'name' in part) expect(part.name).toMatch(/^[A-Za-z0-9!#$&^_.~[\]*-]{1,100}$/);
      },
    ),
  );
});
