import { describe, expect, test } from 'vitest';

import { engineOf, ids, problems, run } from './exchange.ts';

const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const body = `a=${'x'.repeat(98)}`;

describe('a request body beyond its limit', () => {
  test('is refused with 413 when the limit rejects', () => {
    const rules = 'SecRequestBodyLimit 50\nSecAction "id:1,phase:2,pass"\nSecAction "id:5,phase:5,pass"';
    const transaction = run(engineOf(rules), { body, headers: FORM });
    expect(transaction.interruption).toMatchObject({ action: 'deny', status: 413, ruleId: 0 });
    expect(transaction.matchedRules.map(({ id }) => id)).toEqual([5]);
  });

  test('is read as far as the limit when the limit takes a part', () => {
    const rules =
      'SecRequestBodyLimit 50\nSecRequestBodyLimitAction ProcessPartial\nSecRule INBOUND_DATA_ERROR "@eq 1" "id:1,phase:2,pass"\nSecRule ARGS:a "@rx ^x{48}$" "id:2,phase:2,pass"';
    expect(ids(rules, { body, headers: FORM })).toEqual([1, 2]);
  });

  test('is not refused in DetectionOnly', () => {
    expect(
      ids('SecRuleEngine DetectionOnly\nSecRequestBodyLimit 50\nSecRule INBOUND_DATA_ERROR "@eq 1" "id:1,phase:2,pass"', {
        body,
        headers: FORM,
      }),
    ).toEqual([1]);
  });

  test('without files has a limit of its own', () => {
    const rules = 'SecRequestBodyLimit 1000\nSecRequestBodyNoFilesLimit 150\nSecAction "id:1,phase:2,pass"';
    expect(run(engineOf(rules), { body: body.repeat(2), headers: FORM }).interruption).toMatchObject({ status: 413 });
    const file = ['--B', 'Content-Disposition: form-data; name="f"; filename="a"', '', 'x'.repeat(200), '--B--', ''].join('\r\n');
    expect(ids(rules, { body: file, headers: { 'Content-Type': 'multipart/form-data; boundary=B' } })).toEqual([1]);
    const field = ['--B', 'Content-Disposition: form-data; name="f"', '', 'x'.repeat(200), '--B--', ''].join('\r\n');
    expect(
      run(engineOf(rules), { body: field, headers: { 'Content-Type': 'multipart/form-data; boundary=B' } }).interruption,
    ).toMatchObject({ status: 413 });
  });
});

describe('a response body beyond its limit', () => {
  const rules = 'SecResponseBodyLimit 10\nSecRule RESPONSE_BODY "@rx ^x{10}$" "id:1,phase:4,pass"';

  test('is refused with 500 when the limit rejects', () => {
    expect(run(engineOf(rules), { responseBody: 'x'.repeat(11) }).interruption).toMatchObject({ status: 500, phase: 4 });
  });

  test('is read as far as the limit when the limit takes a part', () => {
    expect(ids(`SecResponseBodyLimitAction ProcessPartial\n${rules}`, { responseBody: 'x'.repeat(11) })).toEqual([1]);
  });
});

test('a transaction takes its steps once and in their order', () => {
  const transaction = engineOf('').transaction();
  transaction.requestLine('GET', '/', 'HTTP/1.1');
  transaction.requestHeaders();
  expect(() => transaction.requestHeaders()).toThrow('phase 1 of the transaction has run already');
});

test.each([
  ['SecRequestBodyLimit many', 'SecRequestBodyLimit takes a whole number'],
  ['SecRuleEngine Maybe', 'SecRuleEngine takes one of On, Off, DetectionOnly'],
  ['SecRulEngine On', 'unknown directive SecRulEngine (did you mean SecRuleEngine?)'],
  ['SecAuditLogParts XYZ', 'takes A, letters from B to K, and Z'],
  ['SecCookieFormat 2', 'takes one of 0, 1'],
  ['SecArgumentSeparator =', 'takes one of the characters & ;'],
  ['SecArgumentSeparator %', 'takes one of the characters & ;'],
  ['SecArgumentSeparator &;', 'takes one of the characters & ;'],
  ['SecCookieV0Separator a', 'takes one of the characters & ;'],
  ['SecUnicodeMapFile unicode.mapping', 'takes a file and the number of a code page'],
  ['SecUnicodeMapFile nowhere.mapping 1251', 'cannot read nowhere.mapping; only the map of code page 20127 is built in'],
  ['SecRule ARGS', 'SecRule takes variables, an operator and actions'],
  ['SecRule ARGS "x" "phase:1"', 'the rule has no id'],
  ['SecRule ARGS "x" "id:1,phase:9"', 'phase takes a whole number from 1 to 5'],
  ['SecRule ARGS "x" "id:1,blok"', 'unknown action blok (did you mean block?)'],
  ['SecRule ARGS "x" "id:1,deny:403"', 'the action deny takes no argument'],
  ['SecRule ARGS "x" "id:1,msg"', 'the action msg needs an argument'],
  ['SecRule ARGS "x" "id:1,exec:/bin/sh"', 'exec is refused'],
  ['SecRule ARGS "x" "id:1,severity:LOUD"', 'severity takes a whole number from 0 to 7'],
  ['Include /nowhere/*.conf', 'Include names no file: /nowhere/*.conf'],
])('%s is refused', (rules, message) => {
  expect(problems(rules)[0]).toContain(message);
});

test('a rule set tells all its problems at once', () => {
  expect(
    problems('SecRule ARGS "x" "id:1"\nSecRule ARGS "x" "id:1"\nSecFoo\nSecRule FOO "x" "id:3"').map((problem) => problem.slice(0, 2)),
  ).toEqual(['2:', '3:', '4:']);
});
