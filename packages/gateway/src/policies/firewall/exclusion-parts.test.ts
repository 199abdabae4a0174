import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, test } from 'vitest';

import { exclusionsOn } from './exclusions.ts';
import { inspectRequest, openFirewall } from './inspect-request.ts';
import { judgeMatches } from './judge-matches.ts';
import { firewallOptions } from './options.ts';

const folder = mkdtempSync(join(tmpdir(), 'airside-exclusions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
writeFileSync(
  join(folder, 'own.conf'),
  `SecAction "id:1,phase:1,pass,nolog,setvar:tx.critical=5"
SecRule ARGS|ARGS_NAMES|REQUEST_COOKIES|REQUEST_COOKIES_NAMES|REQUEST_HEADERS|!REQUEST_HEADERS:Cookie|REQUEST_FILENAME "@contains evil" \\
  "id:1001,phase:2,pass,t:none,setvar:tx.anomaly_score=+%{tx.critical}"
SecRule ARGS "@contains wicked" "id:1002,phase:2,deny,t:none"
SecRule TX:anomaly_score "@ge 10" "id:1009,phase:2,deny,t:none"
SecRule RESPONSE_STATUS "@eq 500" "id:1003,phase:3,pass,t:none,setvar:tx.outbound=+4"
SecRule TX:outbound "@ge 4" "id:1008,phase:4,deny,t:none"
SecRule ARGS "@contains a" "id:1004,phase:5,pass,log,t:none"
`,
);

const JSON_BODY = ['content-type', 'application/json'];
const request = (target: string, rawHeaders: readonly string[] = []) => ({
  clientAddress: '192.0.2.1',
  method: 'POST',
  target,
  protocol: 'HTTP/1.1',
  rawHeaders,
});
const engine = openFirewall({ rules: ['own.conf'] }, folder);
const found = (exclusion: object, target: string, headers: readonly string[] = [], body = '', operation?: string) => {
  const { exclude } = firewallOptions.parse({ exclude: [{ rules: [1001], ...exclusion }] });
  const exclusions = exclusionsOn(engine.ruleSet, exclude, operation);
  return inspectRequest(engine, request(target, headers), body, exclusions).matches.filter(({ rule }) => rule === 1001);
};

describe('a rule does not look at the part that is excluded', () => {
  test.each([
    ['a header field', { headers: ['X-Note'] }, '/', ['x-note', 'evil'], ''],
    ['a cookie', { cookies: ['note'] }, '/', ['cookie', 'note=evil'], ''],
    ['the path', { path: true }, '/evil', [], ''],
    ['a member of a JSON object', { parameters: ['order.note'] }, '/', JSON_BODY, '{"order":{"note":"evil"}}'],
    ['a member in every entry of a list', { parameters: ['items.*.note'] }, '/', JSON_BODY, '{"items":[{"note":"a"},{"note":"evil"}]}'],
    ['an entry of a list at the top', { parameters: ['*'] }, '/', JSON_BODY, '["evil"]'],
    ['an operation', { operations: ['addNote'], headers: ['X-Note'] }, '/', ['x-note', 'evil'], ''],
  ])('%s', (_name, exclusion, target, headers, body) => {
    expect(found({}, target, headers, body)).toEqual([]);
    expect(found(exclusion, target, headers, body, 'addNote')).toEqual([]);
    expect(found({ parameters: ['other'] }, target, headers, body)).toHaveLength(1);
  });
});

describe('and goes on to look at what is beside it', () => {
  test.each([
    ['another header field', { headers: ['X-Note'] }, '/', ['x-notes', 'evil'], ''],
    ['a parameter of the name of a header field', { headers: ['note'] }, '/?note=evil', [], ''],
    ['a cookie of the name of a parameter', { parameters: ['note'] }, '/', ['cookie', 'note=evil'], ''],
    ['another cookie', { cookies: ['note'] }, '/', ['cookie', 'note=a; notes=evil'], ''],
    ['the query, where the path is excluded', { path: true }, '/?evil=evil', [], ''],
    ['a list within the list', { parameters: ['items.*.note'] }, '/', JSON_BODY, '{"items":[[{"note":"evil"}]]}'],
    ['an object where a list is excluded', { parameters: ['items.*.note'] }, '/', JSON_BODY, '{"items":{"x":{"note":"evil"}}}'],
    ['a longer name that ends alike', { parameters: ['*.note'] }, '/', JSON_BODY, '{"a":[{"note":"evil"}]}'],
    ['another operation', { operations: ['addNote'], headers: ['X-Note'] }, '/', ['x-note', 'evil'], ''],
  ])('%s', (_name, exclusion, target, headers, body) => {
    expect(found(exclusion, target, headers, body)).toHaveLength(1);
  });
});

describe('recorded matches come to the score they came to', () => {
  const once = { rule: 1001, count: 1 };

  test('with each variable counted, as in the request', () => {
    const judgement = inspectRequest(engine, request('/evil?a=evil'), '');
    expect(judgement).toMatchObject({
      blocked: true,
      score: 10,
      matches: [{ rule: 1001, variables: ['ARGS:a', 'REQUEST_FILENAME'] }, { rule: 1009 }],
    });
    expect(judgeMatches(engine, [{ rule: 1001, count: 2 }])).toEqual({ blocked: true, score: 10, unknown: [] });
    expect(judgeMatches(engine, [once])).toEqual({ blocked: false, score: 5, unknown: [] });
  });

  test('a rule that refuses by itself refuses, whatever the sum', () => {
    expect(judgeMatches(engine, [{ rule: 1002, count: 1 }])).toEqual({ blocked: true, score: 0, unknown: [] });
  });

  test('of a response as well, and rules of the last phase change nothing', () => {
    expect(judgeMatches(engine, [{ rule: 1003, count: 1 }])).toEqual({ blocked: true, score: 0, unknown: [] });
    expect(judgeMatches(engine, [{ rule: 1004, count: 1 }])).toEqual({ blocked: false, score: 0, unknown: [] });
  });

  test('what judged the sum then is judged again, not believed', () => {
    expect(judgeMatches(engine, [once, { rule: 1009, count: 1 }])).toEqual({ blocked: false, score: 5, unknown: [] });
  });

  test('a rule that is not there is told', () => {
    expect(judgeMatches(engine, [once, { rule: 7, count: 1 }])).toEqual({ blocked: false, score: 5, unknown: [7] });
  });
});

describe('what no request can have as a name is refused as an option', () => {
  test.each([
    { parameters: ['a*'] },
    { parameters: ['a.*b'] },
    { parameters: ['/a/'] },
    { parameters: ['a"b'] },
    { headers: ['a,b'] },
    { headers: ['/.*/'] },
    { cookies: ["a'"] },
    { cookies: ['*'] },
    { path: 'yes' },
  ])('%j', (exclusion) => {
    expect(firewallOptions.safeParse({ exclude: [{ rules: [1], ...exclusion }] }).success).toBe(false);
  });
});
