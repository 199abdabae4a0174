import { describe, expect, test } from 'vitest';

import { apiEngine, found, send, VERDICT } from '../test/rules/send.ts';
import { apiRules } from './rules.ts';

const INJECTION = "1' or '1'='1";
const PATH_ABOVE = '../x';

describe('apiRules', () => {
  test('refuses an attack with 403', () => {
    expect(send(apiEngine(), INJECTION).interruption).toMatchObject({ action: 'deny', status: 403, ruleId: VERDICT });
  });

  test('lets an honest request through', () => {
    expect(send(apiEngine(), 'a book').interruption).toBeUndefined();
  });

  test('refuses nothing when it shall only detect, and still tells what it found', () => {
    const transaction = send(apiEngine({ detectionOnly: true }), INJECTION);
    expect(transaction.interruption).toBeUndefined();
    expect(found(transaction)).toContain(102_010);
  });

  test('does not refuse below the threshold', () => {
    expect(send(apiEngine({ inboundThreshold: 1000 }), INJECTION).interruption).toBeUndefined();
  });

  test('leaves the rules of level 2 out at level 1', () => {
    expect(found(send(apiEngine(), PATH_ABOVE))).toEqual([]);
    expect(found(send(apiEngine({ paranoiaLevel: 2 }), PATH_ABOVE))).toEqual([105_020]);
  });

  test('finds an attack in any media type of JSON', () => {
    const body = JSON.stringify({ id: INJECTION });
    for (const type of ['application/json', 'application/vnd.api+json; charset=utf-8', 'Application/Problem+JSON', 'text/json']) {
      expect.soft(found(send(apiEngine(), { body, headers: { 'Content-Type': type } })), type).toContain(102_010);
    }
  });

  test('refuses what lies behind an error of the body, or beyond its limits, where it was not searched', () => {
    const headers = { 'Content-Type': 'application/json' };
    expect(send(apiEngine(), { body: `{"a": 1,, "b": "${INJECTION}"}`, headers }).interruption).toBeDefined();
    expect(send(apiEngine(), { body: `[${'1,'.repeat(2000)}"${INJECTION}"]`, headers }).interruption).toBeDefined();
    expect(send(apiEngine(), { body: `${'['.repeat(129)}"${INJECTION}"${']'.repeat(129)}`, headers }).interruption).toBeDefined();
  });

  test.each([0, 1.5, -1, Number.NaN])('refuses the threshold %s with what was expected', (inboundThreshold) => {
    expect(() => apiRules({ inboundThreshold })).toThrow('expected a whole number from 1');
  });
});
