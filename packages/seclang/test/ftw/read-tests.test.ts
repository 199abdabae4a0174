import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from 'vitest';

import { readRequest } from '../../src/ftw/read-request.ts';
import { runStage } from '../../src/ftw/run-stage.ts';
import type { StageInput } from '../../src/ftw/test-case.ts';
import { testsOf } from '../../src/ftw/tests-of.ts';
import { writeRequest } from '../../src/ftw/write-request.ts';
import { createEngine, loadRules } from '../../src/index.ts';
import { readTests } from './read-tests.ts';

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

/** The only stage of a test in the format of CRS 3.3. */
function stageOf(input: object, output: object = {}, meta: object = {}) {
  return testsOf({ meta, tests: [{ test_title: '1-1', stages: [{ stage: { input, output } }] }] })[0]?.stages[0];
}

test('a whole request is taken in base64 and as it is', () => {
  expect(stageOf({ encoded_request: Buffer.from('GET /\xff\r\n', 'latin1').toString('base64') })?.input.encoded).toBe('GET /\xff\r\n');
  expect(stageOf({ raw_request: 'GET /ä\r\n' })?.input.encoded).toBe('GET /Ã¤\r\n');
  for (const empty of [{}, { raw_request: '', encoded_request: '' }, { raw_request: null }])
    expect(stageOf(empty)?.input.encoded).toBeUndefined();
});

test('stop_magic is the opposite of autocomplete_headers', () => {
  const completes = [{}, { stop_magic: false }, { stop_magic: true }, { autocomplete_headers: false }, { autocomplete_headers: true }];
  expect(completes.map((input) => stageOf(input)?.input.completesHeaders)).toEqual([true, true, false, false, true]);
});

test('what a log must or must not contain is an id, several, or a pattern', () => {
  const { expectIds, expectNoIds, matches, matchesNot } = stageOf({}, { log_contains: 'id "1"', no_log_contains: 'id "2"' })?.output ?? {};
  expect([expectIds, expectNoIds, matches, matchesNot]).toEqual([[1], [2], [], []]);
  expect(stageOf({}, { log_contains: 'msg "a.c"' })?.output).toMatchObject({ expectIds: [], matches: ['msg "a.c"'] });
  expect(stageOf({}, { log_contains: 'id "1".*msg "a.c"' })?.output).toMatchObject({ expectIds: [], matches: ['id "1".*msg "a.c"'] });
  expect(stageOf({}, { status: [403, 400], expect_error: true })?.output).toMatchObject({ status: [403, 400], expectError: true });
  expect(stageOf({}, { log_contains: '', no_log_contains: '' })?.output).toMatchObject({ expectIds: [], matches: [], matchesNot: [] });
});

test('a file that is turned off has nothing to run', () => {
  expect(stageOf({}, {}, { enabled: false })).toBeUndefined();
  expect(stageOf({}, {}, { enabled: true })).toBeDefined();
});

test('an error may take the place of what else a stage demands, and must come where it demands nothing else', () => {
  const engine = createEngine(loadRules([{ text: 'SecRuleEngine On', name: 'none.conf' }]));
  const faults = (uri: string, output: object): string[] | undefined => {
    const stage = stageOf({ uri, headers: { Host: 'a' } }, output);
    return stage && runStage(engine, stage);
  };
  expect(faults('/#', { expect_error: true })).toEqual([]);
  expect(faults('/#', { expect_error: true, status: 200 })).toEqual([]);
  expect(faults('/', { expect_error: true })).toEqual(['the request was not refused']);
  expect(faults('/', { expect_error: true, status: 200 })).toEqual([]);
  expect(faults('/', { expect_error: true, status: 400 })).toEqual(['status 200 instead of 400']);
  expect(faults('/#', { status: 200 })).toEqual(['status 400 instead of 200']);
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
