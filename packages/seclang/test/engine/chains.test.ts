import { describe, expect, test } from 'vitest';

import { engineOf, ids, message, problems, run } from './exchange.ts';

describe('a chain', () => {
  const chain = `
SecRule ARGS:a "@streq 1" "id:1,phase:1,deny,status:418,msg:'both',chain"
  SecRule ARGS:b "@streq 2" "t:none,setvar:tx.second=yes"`;

  test('matches only when all its rules match', () => {
    expect(ids(chain, { uri: '/?a=1&b=2' })).toEqual([1]);
    expect(ids(chain, { uri: '/?a=1&b=3' })).toEqual([]);
    expect(ids(chain, { uri: '/?a=3&b=2' })).toEqual([]);
  });

  test('takes its disruptive action and status from its first rule', () => {
    expect(run(engineOf(chain), { uri: '/?a=1&b=2' }).interruption).toMatchObject({ action: 'deny', status: 418, ruleId: 1 });
  });

  test('does what its first rule sets even when a later one does not match', () => {
    const rules = `
SecRule ARGS:a "@streq 1" "id:1,phase:1,pass,nolog,setvar:tx.seen=1,chain"
  SecRule ARGS:b "@streq 2" "setvar:tx.both=1"
SecRule TX:seen "@eq 1" "id:2,phase:1,pass"
SecRule TX:both "@eq 1" "id:3,phase:1,pass"`;
    expect(ids(rules, { uri: '/?a=1' })).toEqual([2]);
    expect(ids(rules, { uri: '/?a=1&b=2' })).toEqual([2, 3]);
  });

  test('hands captures and matched variables to the next rule', () => {
    const rules = `
SecRule ARGS "@rx ^k(\\d+)=(\\d+)$" "id:1,phase:1,pass,capture,msg:'%{tx.1} %{MATCHED_VAR_NAME}',chain"
  SecRule TX:1 "@streq %{tx.2}"`;
    expect(message(rules, { uri: '/?x=k7%3D7' })).toBe('7 TX:1');
    expect(ids(rules, { uri: '/?x=k7%3D8' })).toEqual([]);
  });

  test('shows MATCHED_VARS of the rule before, not of the rules before that one', () => {
    const rules = `
SecRule ARGS "@rx a" "id:1,phase:1,pass,chain"
  SecRule MATCHED_VARS "@rx b" "chain"
    SecRule MATCHED_VARS "!@rx b" "t:none"`;
    expect(ids(rules, { uri: '/?x=a&y=ab' })).toEqual([]);
  });

  test('keeps captures of the last match only, as SecLang defines, and tells so by the name', () => {
    const rules = `
SecRule ARGS "@rx ^(.)" "id:1,phase:1,pass,capture,msg:'%{tx.1}',chain"
  SecRule TX:1 "@rx ."`;
    expect(message(rules, { uri: '/?x=first&y=second' })).toBe('s');
  });

  test.each([
    ['phase', 'phase:2'],
    ['deny', 'deny'],
    ['id', 'id:9'],
    ['skipafter', 'skipAfter:X'],
  ])('refuses %s in a chained rule', (name, action) => {
    expect(problems(`SecRule ARGS "a" "id:1,phase:1,pass,chain"\n  SecRule ARGS "b" "${action}"`)).toEqual([
      `2: the action ${name} belongs in the first rule of the chain, not in a rule chained to it`,
    ]);
  });

  test('refuses to end in nothing', () => {
    expect(problems('SecRule ARGS "a" "id:1,phase:1,pass,chain"\nSecMarker X')).toEqual([
      '2: the rule 1 (test.conf:4) ends with chain, but no rule follows it',
    ]);
    expect(problems('SecRule ARGS "a" "id:1,phase:1,pass,chain"')).toEqual([
      '1: the rule 1 (test.conf:4) ends with chain, but no rule follows it',
    ]);
  });
});
