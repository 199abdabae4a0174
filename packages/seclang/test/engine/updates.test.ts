import { describe, expect, test } from 'vitest';

import { engineOf, ids, problems, run } from './exchange.ts';

const RULES = `
SecRule ARGS "@rx evil" "id:101,phase:1,pass,msg:'found evil',tag:'attack-x'"
SecRule ARGS|REQUEST_METHOD "@rx evil|GET" "id:102,phase:1,pass,msg:'found too',tag:'attack-y'"
`;
const left = (directive: string, uri = '/?a=evil'): number[] => ids(RULES + directive, { uri });

describe('directives that remove rules', () => {
  test.each([
    ['SecRuleRemoveById 101', [102]],
    ['SecRuleRemoveById 101 102', []],
    ['SecRuleRemoveById "100-101"', [102]],
    ['SecRuleRemoveByTag attack-x', [102]],
    ['SecRuleRemoveByTag "^attack-"', []],
    ['SecRuleRemoveByMsg evil', [102]],
  ])('%s', (directive, expected) => {
    expect(left(directive)).toEqual(expected);
  });

  test('hold for rules before and behind them', () => {
    expect(ids(`SecRuleRemoveById 101\n${RULES}`, { uri: '/?a=evil' })).toEqual([102]);
  });

  test('warn when they name no rule', () => {
    expect(engineOf(`${RULES}SecRuleRemoveById 7`).ruleSet.warnings).toEqual([
      { file: 'test.conf', line: 7, message: 'SecRuleRemoveById 7 names no rule' },
    ]);
  });

  test.each([
    ['SecRuleRemoveById abc', 'expected ids of rules'],
    ['SecRuleRemoveByTag "("', 'Invalid regular expression'],
  ])('refuse what they cannot read: %s', (directive, message) => {
    expect(problems(RULES + directive)[0]).toContain(message);
  });
});

describe('directives that change variables', () => {
  test.each([
    ['SecRuleUpdateTargetById 101 "!ARGS:a"', '/?a=evil', [102]],
    ['SecRuleUpdateTargetById 101 "!ARGS:/^a/"', '/?abc=evil', [102]],
    ['SecRuleUpdateTargetById 101-102 "!ARGS:a"', '/?a=evil', [102]],
    ['SecRuleUpdateTargetById 101 "REQUEST_URI"', '/evil', [101, 102]],
    ['SecRuleUpdateTargetById 102 "ARGS" "REQUEST_METHOD"', '/', []],
    ['SecRuleUpdateTargetByTag attack-x "!ARGS"', '/?a=evil', [102]],
    ['SecRuleUpdateTargetByMsg too "!REQUEST_METHOD"', '/', []],
  ])('%s with %s', (directive, uri, expected) => {
    expect(left(directive, uri)).toEqual(expected);
  });
});

describe('SecRuleUpdateActionById', () => {
  test('changes what a rule does', () => {
    expect(run(engineOf(`${RULES}SecRuleUpdateActionById 101 "deny,status:418"`), { uri: '/?a=evil' }).interruption).toMatchObject({
      status: 418,
      ruleId: 101,
    });
  });

  test('cannot change the id or the phase', () => {
    expect(problems(`${RULES}SecRuleUpdateActionById 101 "id:7"`)[0]).toContain('the action id belongs in the rule itself');
    expect(problems(`${RULES}SecRuleUpdateActionById 101 "phase:2"`)[0]).toContain('the action phase belongs in the rule itself');
  });
});
