import { describe, expect, test } from 'vitest';

import { engineOf, ids, message, problems } from './exchange.ts';

const shown = (actions: string, uri = '/'): string | undefined =>
  message(`SecAction "id:1,phase:1,pass,nolog,${actions}"\nSecAction "id:2,phase:1,pass,msg:'%{tx.a}|%{tx.b}'"`, { uri });

describe('setvar', () => {
  test.each([
    ['setvar:tx.a=1', '1|'],
    ['setvar:tx.a', '1|'],
    ['setvar:TX.A=x', 'x|'],
    ["setvar:'tx.a=with, comma'", 'with, comma|'],
    ["setvar:tx.a='quoted value'", 'quoted value|'],
    ['setvar:tx.a=5,setvar:tx.a=+3', '8|'],
    ['setvar:tx.a=5,setvar:tx.a=-7', '-2|'],
    ['setvar:tx.a=+3', '3|'],
    ['setvar:tx.a=word,setvar:tx.a=+3', '3|'],
    ['setvar:tx.b=4,setvar:tx.a=+%{tx.b}', '4|4'],
    ['setvar:tx.a=1,setvar:!tx.a', '|'],
    ['setvar:tx.name=b,setvar:tx.%{tx.name}=computed', '|computed'],
    ['setvar:tx.a=%{ARGS.q}', 'from query|'],
    ['setvar:tx.a=99999999999999999999,setvar:tx.a=+1', '9007199254740992|'],
  ])('%s', (actions, expected) => {
    expect(shown(actions, '/?q=from+query')).toBe(expected);
  });

  test('runs once for each variable that matches', () => {
    const rules = `SecRule ARGS "@rx x" "id:1,phase:1,pass,nolog,setvar:tx.n=+1"\nSecRule TX:n "@eq 2" "id:2,phase:1,pass"`;
    expect(ids(rules, { uri: '/?a=x&b=y&c=x' })).toEqual([2]);
  });

  test('does not expand what came from a client once more', () => {
    expect(shown('setvar:tx.a=%{ARGS.q}', '/?q=%25%7Btx.b%7D')).toBe('%{tx.b}|');
  });

  test('refuses collections that rules cannot write, and writes without a name', () => {
    expect(problems('SecAction "id:1,phase:1,pass,setvar:args.a=1"')[0]).toContain('setvar cannot write to ARGS');
    expect(problems('SecAction "id:1,phase:1,pass,setvar:tx=1"')[0]).toContain('setvar takes collection.name');
    expect(problems('SecAction "id:1,phase:1,pass,setvar:tx.a=%{no_such}"')[0]).toContain('unknown variable %{no_such}');
  });
});

test('what the host of the engine knows of the exchange stands in TX before the first rule, and a macro in it is no macro', () => {
  const engine = engineOf(
    'SecRule TX:route "@streq %{tx.other}" "id:1,phase:1,deny"\nSecRule TX:route "@streq orders" "id:2,phase:1,deny"',
  );
  const ruleOf = (tx: Record<string, string>): number | undefined => {
    const transaction = engine.transaction({ tx });
    transaction.requestLine('GET', '/', 'HTTP/1.1');
    return transaction.requestHeaders()?.ruleId;
  };
  expect(ruleOf({ route: 'orders', other: 'x' })).toBe(2);
  expect(ruleOf({ route: '%{tx.other}', other: 'orders' })).toBeUndefined();
  expect(ruleOf({ other: 'orders' })).toBeUndefined();
});
