import { describe, expect, test } from 'vitest';

import { engineOf, ids, message, problems, run } from './exchange.ts';

describe('transformations', () => {
  test('apply in their order before the operator', () => {
    expect(
      ids('SecRule ARGS "@streq a b" "id:1,phase:1,pass,t:urlDecodeUni,t:lowercase,t:compressWhitespace"', { uri: '/?x=A%2520%2520B' }),
    ).toEqual([1]);
  });

  test('of the default actions come first, unless t:none forgets them', () => {
    const defaults = 'SecDefaultAction "phase:1,pass,t:lowercase"\n';
    expect(ids(`${defaults}SecRule ARGS "@streq abc" "id:1,phase:1"`, { uri: '/?x=ABC' })).toEqual([1]);
    expect(ids(`${defaults}SecRule ARGS "@streq abc" "id:1,phase:1,t:none"`, { uri: '/?x=ABC' })).toEqual([]);
  });

  test('that nobody knows are refused with the nearest name', () => {
    expect(problems('SecRule ARGS "x" "id:1,phase:1,t:lowercsae"')[0]).toContain(
      'unknown transformation t:lowercsae (did you mean lowercase?)',
    );
  });
});

describe('multiMatch', () => {
  const rule = (actions: string): string =>
    `SecRule ARGS "@rx A|b" "id:1,phase:1,pass,nolog,t:lowercase,${actions}setvar:tx.n=+1"\nSecAction "id:2,phase:1,pass,msg:'%{tx.n}'"`;

  test('shows the operator the value before and after each transformation that changes it', () => {
    expect(message(rule('multiMatch,'), { uri: '/?x=AB' })).toBe('2');
    expect(message(rule('multiMatch,'), { uri: '/?x=ab' })).toBe('1');
    expect(message(rule(''), { uri: '/?x=AB' })).toBe('1');
  });
});

describe('capture', () => {
  test('fills TX:0 to TX:9 and leaves nothing of a match before', () => {
    const rules = `
SecRule ARGS:a "@rx (.)(.)" "id:1,phase:1,pass,nolog,capture"
SecRule ARGS:b "@rx ." "id:2,phase:1,pass,capture,msg:'%{tx.0}|%{tx.1}|%{tx.2}'"`;
    expect(message(rules, { uri: '/?a=xy&b=z' })).toBe('z||');
  });

  test('does not happen without the action', () => {
    expect(message(`SecRule ARGS "@rx (.)" "id:1,phase:1,pass,msg:'[%{tx.1}]'"`, { uri: '/?a=x' })).toBe('[]');
  });
});

describe('operators', () => {
  test.each([
    ['!@rx ^a', '/?x=b', [1]],
    ['!@rx ^a', '/?x=a', []],
    ['!@rx ^a', '/', []],
    ['^a', '/?x=abc', [1]],
    ['!^a', '/?x=abc', []],
    ['@within a b %{REQUEST_METHOD}', '/?x=GET', [1]],
    ['!@within a b %{REQUEST_METHOD}', '/?x=PUT', [1]],
    ['@rx ^%{REQUEST_METHOD}$', '/?x=GET', [1]],
    ['@rx ^a%{2}', '/?x=b', []],
  ])('%s with %s', (operator, uri, expected) => {
    expect(ids(`SecRule ARGS "${operator}" "id:1,phase:1,pass"`, { uri })).toEqual(expected);
  });

  test('compare a value of any length that a macro expands to', () => {
    const long = 'x'.repeat(50_000);
    expect(ids('SecRule ARGS:a "@streq %{ARGS.b}" "id:1,phase:1,pass"', { uri: `/?a=${long}&b=${long}` })).toEqual([1]);
  });

  test('do not match when a client makes their pattern one that cannot be read', () => {
    const rules = 'SecRule ARGS:a "@rx %{ARGS.b}" "id:1,phase:1,pass"\nSecRule ARGS:a "!@rx %{ARGS.b}" "id:2,phase:1,pass"';
    expect(ids(rules, { uri: '/?a=x&b=(' })).toEqual([2]);
  });

  test('that nobody knows are refused with the nearest name', () => {
    expect(problems('SecRule ARGS "@contain x" "id:1,phase:1"')[0]).toContain('unknown operator @contain (did you mean contains?)');
    expect(problems('SecRule ARGS "@rx (" "id:1,phase:1"')[0]).toMatch(/^1: .+\(in the rule that begins on line 4\)$/);
  });
});

describe('reports', () => {
  test('hold what the rule says of itself', () => {
    const rules = `SecRule ARGS:a "@rx x" "id:7,phase:1,pass,msg:'m %{rule.id}',logdata:'d %{MATCHED_VAR}',severity:'ERROR',tag:'t1',tag:'t-%{ARGS.a}',ver:'v/1',rev:'2'"`;
    expect(run(engineOf(rules), { uri: '/?a=x' }).matchedRules[0]).toMatchObject({
      id: 7,
      msg: 'm 7',
      data: 'd x',
      severity: 3,
      tags: ['t1', 't-x'],
      operator: '@rx x',
      matches: [{ name: 'ARGS:a', value: 'x', msg: 'm 7', data: 'd x' }],
    });
  });

  test('leave out rules with nolog, and keep those with auditlog for the audit', () => {
    expect(ids('SecAction "id:1,phase:1,pass,nolog"\nSecAction "id:2,phase:1,pass,nolog,auditlog"')).toEqual([2]);
  });

  test('are bounded, however many and long the values are', () => {
    const uri = `/?${Array.from({ length: 500 }, (_, index) => `a${index}=${'x'.repeat(5000)}`).join('&')}`;
    const [matched] = run(engineOf(`SecRule ARGS "@rx x" "id:1,phase:1,pass,logdata:'%{MATCHED_VAR}'"`), { uri }).matchedRules;
    expect(matched?.matches).toHaveLength(16);
    expect(matched?.matches.every(({ value, data }) => value.length === 2048 && data.length === 2048)).toBe(true);
  });

  test('keep the severest severity for HIGHEST_SEVERITY', () => {
    const rules = `SecAction "id:1,phase:1,pass,nolog,severity:4"\nSecAction "id:2,phase:1,pass,nolog,severity:2"\nSecAction "id:3,phase:1,pass,nolog,severity:5"\nSecRule HIGHEST_SEVERITY "@eq 2" "id:4,phase:1,pass"`;
    expect(ids(rules)).toEqual([4]);
  });
});
