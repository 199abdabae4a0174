import { describe, expect, test } from 'vitest';

import { createEngine, type Exclusion, excluding, loadRules } from '../../src/index.ts';

const RULES = `SecRuleEngine On
SecRule ARGS:later "@eq 1" "id:1,phase:1,pass,nolog,ctl:ruleRemoveById=102,ctl:ruleRemoveTargetById=101;ARGS:c"
SecRule ARGS "@rx evil" "id:101,phase:1,pass,tag:'attack-x',tag:'attack-x/1'"
SecRule ARGS_NAMES|ARGS "@rx evil" "id:102,phase:1,pass,tag:'attack-y'"
SecRule REQUEST_METHOD "@streq GET" "id:103,phase:1,pass,tag:'attack-x',chain"
  SecRule ARGS:b "@rx evil"
`;
const ruleSet = loadRules([{ text: RULES, name: 'test.conf' }]);
const engine = createEngine(ruleSet);

function matched(exclusions: readonly Exclusion[] | undefined, uri = '/?a=evil&b=evil'): number[] {
  const transaction = engine.transaction(exclusions === undefined ? {} : { exclusions: excluding(ruleSet, exclusions) });
  transaction.requestLine('GET', uri, 'HTTP/1.1');
  transaction.requestHeaders();
  return transaction.matchedRules.map(({ id }) => id);
}

describe('exclusions leave out what they name and nothing else', () => {
  test.each<[Exclusion, number[]]>([
    [{ ids: [[101, 101]] }, [102, 103]],
    [{ ids: [[101, 102]] }, [103]],
    [{ ids: [[102, 101]] }, [101, 102, 103]],
    [{ tags: ['attack-x'] }, [102]],
    [{ tags: ['attack'] }, [101, 102, 103]],
    [{ tags: ['attack-x/1'] }, [102, 103]],
    [{ ids: [[999, 999]] }, [101, 102, 103]],
    [{}, [101, 102, 103]],
    [{ ids: [[1, 999]], variables: [] }, [101, 102, 103]],
  ])('%j', (exclusion, expected) => {
    expect(matched([exclusion])).toEqual(expected);
  });

  test.each<[readonly { collection: string; keys: readonly string[] }[], string, number[]]>([
    [[{ collection: 'ARGS', keys: ['a'] }], '/?a=evil', [102]],
    [[{ collection: 'args', keys: ['A'] }], '/?a=evil', [102]],
    [[{ collection: 'ARGS', keys: ['A'] }], '/?A=evil', [102]],
    [[{ collection: 'ARGS', keys: ['a'] }], '/?ab=evil', [101, 102]],
    [[{ collection: 'ARGS_NAMES', keys: ['a'] }], '/?a=evil', [101, 102]],
    [[{ collection: 'ARGS', keys: ['b', 'c'] }], '/?b=evil&c=evil', [102]],
  ])('rules 101 and 103 do not look at %j in %s', (variables, uri, expected) => {
    const exclusion = { ids: [[101, 101] as const, [103, 103] as const], variables };
    expect(matched([exclusion], uri)).toEqual(expected);
  });
});

test('what a rule takes away by ctl is taken from its own transaction, not from others that share the exclusions', () => {
  const exclusions = excluding(ruleSet, [{ ids: [[103, 103]] }, { ids: [[101, 101]], variables: [{ collection: 'ARGS', keys: ['a'] }] }]);
  const before = [exclusions.removed?.slice(), exclusions.variables.length];
  const ids = ['/?later=1&c=evil', '/?c=evil'].map((uri) => {
    const transaction = engine.transaction({ exclusions });
    transaction.requestLine('GET', uri, 'HTTP/1.1');
    transaction.requestHeaders();
    return transaction.matchedRules.map(({ id }) => id);
  });
  expect(ids).toEqual([[], [101, 102]]);
  expect([exclusions.removed, exclusions.variables.length]).toEqual(before);
});

test('a transaction may differ from the settings of the rule set, and from what types of responses it looks at', () => {
  const rules = `SecRuleEngine On\nSecRequestBodyAccess On\nSecRequestBodyLimitAction ProcessPartial\nSecResponseBodyAccess On
SecRule ARGS "@contains evil" "id:1,phase:2,deny"
SecRule RESPONSE_BODY "@contains leak" "id:2,phase:4,deny"`;
  const small = createEngine(loadRules([{ text: rules, name: 'test.conf' }]));
  const run = (body: string, requestBodyLimitBytes: number, type: string) => {
    const transaction = small.transaction({
      controls: { requestBodyLimitBytes },
      inspectsResponseType: (mime) => mime === 'application/json',
    });
    transaction.requestLine('POST', '/', 'HTTP/1.1');
    transaction.requestHeader('Content-Type', 'application/x-www-form-urlencoded');
    transaction.requestHeaders();
    const stop = transaction.requestBody(body);
    transaction.responseHeaders(200, 'HTTP/1.1', [['Content-Type', type]]);
    return (stop ?? transaction.responseBody('a leak'))?.ruleId;
  };
  expect(run('aaaaaaaa=evil', 100, 'text/plain')).toBe(1);
  expect(run('aaaaaaaa=evil', 10, 'text/plain')).toBeUndefined();
  expect(run('a=b', 100, 'Application/JSON; charset=utf-8')).toBe(2);
});
