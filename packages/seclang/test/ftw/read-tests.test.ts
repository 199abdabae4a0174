import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { readRequest } from '../../src/read-request.ts';
import { readTests } from './read-tests.ts';
import type { StageInput } from './test-case.ts';
import { writeRequest } from './write-request.ts';

const folder = mkdtempSync(join(tmpdir(), 'ftw-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('tests in the format of CRS 4 and of CRS 3.3 say the same', () => {
  writeFileSync(
    join(folder, '1.yaml'),
    'rule_id: 920100\ntests:\n  - test_id: 1\n    stages:\n      - input: {method: POST, uri: /x, data: "a=b", headers: {Host: h}}\n        output: {status: 400, log: {expect_ids: [920100], no_expect_ids: [920101]}}\n',
  );
  writeFileSync(
    join(folder, '2.yaml'),
    'tests:\n  - test_title: 920100-1\n    stages:\n      - stage:\n          input: {method: POST, uri: /x, data: "a=b", headers: {Host: h}}\n          output: {status: [400], log_contains: id "920100", no_log_contains: id "920101"}\n',
  );
  const [four, three] = readTests(folder);
  expect(four).toMatchObject({ name: '920100-1', stages: [{ output: { status: [400], expectIds: [920100], expectNoIds: [920101] } }] });
  expect(three).toEqual(four);
});

const INPUT: StageInput = {
  method: 'POST',
  uri: '/',
  version: 'HTTP/1.1',
  headers: [['Host', 'h']],
  data: 'a=b c',
  encoded: undefined,
  completesHeaders: true,
  serverAddress: '127.0.0.1',
  port: 80,
};

test('requests are completed and encoded as go-ftw does, unless a test forbids it', () => {
  expect(writeRequest(INPUT)).toBe(
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\nConnection: close\r\n\r\na=b+c',
  );
  expect(writeRequest({ ...INPUT, completesHeaders: false })).toBe('POST / HTTP/1.1\r\nHost: h\r\n\r\na=b c');
  expect(writeRequest({ ...INPUT, encoded: 'raw' })).toBe('raw');
});

test('what a strict server refuses is told, and read all the same', () => {
  const refusals = (line: string, fields = 'Host: h'): readonly string[] => readRequest(`${line}\r\n${fields}\r\n\r\n`).refusals;
  expect(refusals('GET / HTTP/1.1')).toEqual([]);
  expect(refusals('GET / HTTP/1.0', 'X: y')).toEqual([]);
  expect(refusals('\tGET / HTTP/1.1')).toEqual(['the method is not a token']);
  expect(refusals('GET /')).toEqual(['the version is not one of HTTP']);
  expect(refusals('GET /#a HTTP/1.1')).toEqual(['the target holds what no target may hold']);
  expect(refusals('CONNECT host HTTP/1.1')).toEqual(['the target of CONNECT has no port']);
  expect(refusals('GET / HTTP/1.1', 'Host: ')).toEqual(['there is no Host']);
  expect(refusals('GET / HTTP/1.1', 'Host: a%00')).toEqual(['Host is not a host']);
  expect(refusals('GET / HTTP/1.1', 'Host: h\r\nContent-Length: 1x')).toEqual(['Content-Length is not a number']);
});

test('a chunked body is put together, and Content-Length beside it goes', () => {
  const request = readRequest(
    'POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 7\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nHi \r\n3\r\nCRS\r\n0\r\n\r\n',
  );
  expect(request.body).toBe('Hi CRS');
  expect(request.headers.map(([name]) => name)).toEqual(['Host', 'Transfer-Encoding']);
});
