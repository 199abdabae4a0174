import { describe, expect, test } from 'vitest';

import { engineOf, ids, problems, run } from './exchange.ts';

const interruption = (rules: string, exchange = {}) => run(engineOf(rules), exchange).interruption;

describe('a disruptive action', () => {
  test('stops the exchange in its phase, and only logging runs after it', () => {
    const rules = `
SecAction "id:1,phase:1,deny"
SecAction "id:2,phase:1,pass"
SecAction "id:3,phase:2,pass"
SecAction "id:5,phase:5,pass"`;
    expect(ids(rules)).toEqual([1, 5]);
  });

  test('answers with 403 unless a status is given', () => {
    expect(interruption('SecAction "id:1,phase:1,deny"')).toMatchObject({ action: 'deny', status: 403, phase: 1 });
    expect(interruption('SecAction "id:1,phase:3,deny,status:502"')).toMatchObject({ action: 'deny', status: 502, phase: 3 });
  });

  test('redirects to a place with macros', () => {
    const rules = `SecAction "id:1,phase:1,redirect:'https://example.org/%{ARGS.x}'"`;
    expect(interruption(rules, { uri: '/?x=y' })).toMatchObject({ action: 'redirect', status: 302, location: 'https://example.org/y' });
  });

  test('drops', () => {
    expect(interruption('SecAction "id:1,phase:2,drop"')).toMatchObject({ action: 'drop' });
  });

  test('does nothing but report in DetectionOnly', () => {
    const transaction = run(
      engineOf('SecRuleEngine DetectionOnly\nSecAction "id:1,phase:1,deny"\nSecAction "id:2,phase:1,allow"\nSecAction "id:3,phase:1,pass"'),
    );
    expect(transaction.interruption).toBeUndefined();
    expect(transaction.matchedRules.map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('runs no rule when the engine is off', () => {
    expect(ids('SecRuleEngine Off\nSecAction "id:1,phase:1,deny"')).toEqual([]);
  });
});

describe('block', () => {
  test('does what the default actions of its phase say', () => {
    const rules = `SecDefaultAction "phase:1,deny,status:406,log"\nSecAction "id:1,phase:1,block"`;
    expect(interruption(rules)).toMatchObject({ action: 'deny', status: 406 });
  });

  test('passes without default actions', () => {
    expect(interruption('SecAction "id:1,phase:1,block"')).toBeUndefined();
  });

  test('is held against the default actions of its own phase only', () => {
    expect(interruption('SecDefaultAction "phase:2,deny"\nSecAction "id:1,phase:1,block"')).toBeUndefined();
  });

  test('cannot be a default action itself', () => {
    expect(problems('SecDefaultAction "phase:2,block"')[0]).toContain('cannot say block');
    expect(problems('SecDefaultAction "phase:2,log"')[0]).toContain('needs a disruptive action');
  });
});

describe('allow', () => {
  const rest = `
SecAction "id:11,phase:1,pass"
SecAction "id:12,phase:2,pass"
SecAction "id:13,phase:3,pass"
SecAction "id:15,phase:5,pass"`;

  test('leaves out all that follows but logging', () => {
    expect(ids(`SecAction "id:1,phase:1,allow"${rest}`)).toEqual([1, 15]);
  });

  test('of a phase leaves out the rest of that phase', () => {
    expect(ids(`SecAction "id:1,phase:1,allow:phase"${rest}`)).toEqual([1, 12, 13, 15]);
  });

  test('of the request leaves out phases 1 and 2', () => {
    expect(ids(`SecAction "id:1,phase:1,allow:request"${rest}`)).toEqual([1, 13, 15]);
  });

  test('refuses another scope', () => {
    expect(problems('SecAction "id:1,phase:1,allow:constructor"')[0]).toContain('allow takes phase, request or nothing');
  });
});
