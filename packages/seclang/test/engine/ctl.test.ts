import { describe, expect, test } from 'vitest';

import { engineOf, ids, problems, run } from './exchange.ts';

const RULES = `
SecRule ARGS "@rx evil" "id:101,phase:1,pass,msg:'found evil',tag:'attack-x',tag:'paranoia-level/1'"
SecRule ARGS_NAMES|ARGS "@rx evil" "id:102,phase:1,pass,msg:'found evil too',tag:'attack-y'"
SecRule REQUEST_METHOD "@streq GET" "id:103,phase:1,pass,tag:'attack-x',chain"
  SecRule ARGS:b "@rx evil"`;

const left = (ctl: string, uri = '/?a=evil&b=evil'): number[] => ids(`SecAction "id:1,phase:1,pass,nolog,ctl:${ctl}"${RULES}`, { uri });

describe('ctl takes rules away for one transaction', () => {
  test.each([
    ['ruleRemoveById=101', [102, 103]],
    ['ruleRemoveById=101-102', [103]],
    ['ruleRemoveByTag=attack-x', [102]],
    ['ruleRemoveByTag=attack', []],
    ['ruleRemoveByMsg=too', [101, 103]],
    ['ruleRemoveById=999', [101, 102, 103]],
  ])('%s', (ctl, expected) => {
    expect(left(ctl)).toEqual(expected);
  });

  test('and not for the next', () => {
    const engine = engineOf(`SecRule ARGS:off "@eq 1" "id:1,phase:1,pass,nolog,ctl:ruleRemoveById=101"${RULES}`);
    expect(run(engine, { uri: '/?a=evil&off=1' }).matchedRules.map(({ id }) => id)).toEqual([102]);
    expect(run(engine, { uri: '/?a=evil' }).matchedRules.map(({ id }) => id)).toEqual([101, 102]);
  });
});

describe('ctl takes variables of rules away for one transaction', () => {
  test.each([
    ['ruleRemoveTargetById=101;ARGS:a', '/?a=evil', [102]],
    ['ruleRemoveTargetById=101;ARGS:A', '/?a=evil', [102]],
    ['ruleRemoveTargetById=101;ARGS:a', '/?b=evil', [101, 102, 103]],
    ['ruleRemoveTargetById=101-102;ARGS', '/?a=evil', []],
    ['ruleRemoveTargetById=102;ARGS', '/?evil=1', [102]],
    ['ruleRemoveTargetByTag=attack-x;ARGS:b', '/?b=evil', [102]],
    ['ruleRemoveTargetByMsg=evil$;ARGS:b', '/?b=evil', [102, 103]],
    ["'ruleRemoveTargetById=101;ARGS:/^a/'", '/?abc=evil', [102]],
    ["'ruleRemoveTargetById=101;ARGS:/^a/'", '/?ba=evil', [101, 102]],
  ])('%s with %s', (ctl, uri, expected) => {
    expect(left(ctl, uri)).toEqual(expected);
  });
});

describe('ctl changes settings for one transaction', () => {
  test('ruleEngine', () => {
    expect(left('ruleEngine=Off')).toEqual([]);
    expect(
      run(engineOf('SecAction "id:1,phase:1,pass,ctl:ruleEngine=DetectionOnly"\nSecAction "id:2,phase:1,deny"')).interruption,
    ).toBeUndefined();
  });

  test('requestBodyProcessor', () => {
    const rules = 'SecAction "id:1,phase:1,pass,nolog,ctl:requestBodyProcessor=JSON"\nSecRule ARGS:json.a "@streq b" "id:2,phase:2,pass"';
    expect(ids(rules, { body: '{"a":"b"}', headers: { 'Content-Type': 'text/plain' } })).toEqual([2]);
  });

  test('forceRequestBodyVariable', () => {
    const rule = 'SecRule REQUEST_BODY "@streq raw" "id:2,phase:2,pass"';
    expect(ids(rule, { body: 'raw' })).toEqual([]);
    expect(ids(`SecAction "id:1,phase:1,pass,nolog,ctl:forceRequestBodyVariable=On"\n${rule}`, { body: 'raw' })).toEqual([2]);
  });

  test('requestBodyAccess', () => {
    const rules = 'SecAction "id:1,phase:1,pass,nolog,ctl:requestBodyAccess=Off"\nSecRule ARGS "@rx ." "id:2,phase:2,pass"';
    expect(ids(rules, { body: 'a=b', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } })).toEqual([]);
  });

  test('responseBodyAccess', () => {
    const rules = 'SecAction "id:1,phase:1,pass,nolog,ctl:responseBodyAccess=Off"\nSecRule RESPONSE_BODY "@rx ." "id:2,phase:4,pass"';
    expect(ids(rules, { responseBody: 'secret' })).toEqual([]);
  });
});

test.each([
  ['ruleEngine=Of', 'takes one of On, DetectionOnly, Off'],
  ['ruleRemoveById=x', 'expected the id of a rule'],
  ['ruleRemoveTargetById=1', 'expected rules;VARIABLE'],
  ['ruleRemoveTargetById=1;ARGZ', 'unknown variable ARGZ (did you mean ARGS?)'],
  ['noSuch=1', 'ctl knows no option noSuch'],
  ['ruleEngine', 'ctl takes option=value'],
])('refuses ctl:%s', (ctl, message) => {
  expect(problems(`SecAction "id:1,phase:1,pass,ctl:${ctl}"`)[0]).toContain(message);
});
