import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { redactJson } from './json.ts';

describe('a JSON body', () => {
  test.each([
    ['{"password":"x","name":"anna"}', '{"password":"***","name":"anna"}'],
    ['{"apiKey":{"id":1,"value":"x"}}', '{"apiKey":"***"}'],
    ['{"tokens":["a","b"]}', '{"tokens":"***"}'],
    ['[{"pin":1234},{"secret":true},{"secret":null}]', '[{"pin":"***"},{"secret":"***"},{"secret":"***"}]'],
    ['{"pass\\u0077ord":"x"}', '{"pass\\u0077ord":"***"}'],
    ['{"password":"x","a":{"password":"y"},"password":1,"a":2}', '{"password":"***","a":{"password":"***"},"password":"***","a":2}'],
    ['{"query":"mutation { login(password: \\"x\\") }"}', '{"query":"mutation { login(password: \\"***\\") }"}'],
    ['{"data":"{\\"tokens\\":[\\"x\\"]}"}', '{"data":"{\\"tokens\\":\\"***\\"}"}'],
    ['{"value":{"pin":1},"name":"password","n":[1]}', '{"value":"***","name":"password","n":[1]}'],
    ['[["password","x"],["user","anna"],["pin" , 1234 ]]', '[["password","***"],["user","anna"],["pin" , "***"]]'],
    ['{"a":[["apiKey",{"id":["x"]}]]}', '{"a":[["apiKey","***"]]}'],
    [
      '{"columns":["password","email","pin"],"one":["password"],"none":[]}',
      '{"columns":["password","email","pin"],"one":["password"],"none":[]}',
    ],
    ['{"pin" : -1.5e3 ,"n":[ {"pin":true}]}', '{"pin" : "***" ,"n":[ {"pin":"***"}]}'],
    ['{"note":"see https://anna:pw@example.com/?token=abc"}', '{"note":"see https://***@example.com/?token=***"}'],
    ['"Bearer abcdef0123456789"', '"Bearer ***"'],
  ])('%s is recorded as %s', (text, recorded) => {
    expect(redactJson(text)).toBe(recorded);
  });

  test('keeps the digits of numbers, and all that is no secret', () => {
    const text = '{"id":12345678901234567890,"price":1.50,"tiny":1e-400,"list":[1,"a",true,null,{}],"__proto__":{"a":1}}';
    expect(redactJson(text)).toBe(text);
  });

  test.each(['', '{', '{"a":1,}', 'null x', '{"a":1}{"b":2}', '['.repeat(200_000)])('that is none is told apart: %#', (text) => {
    expect(redactJson(text)).toBeUndefined();
  });

  test('never shows what stands under a secret name, however deep', () => {
    const MARK = 'planted-4711';
    const name = fc.constantFrom('password', 'apiKey', 'session_id', 'a', 'b', 'items');
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof({ maxDepth: 5 }, fc.constant('plain'), fc.integer(), fc.array(tie('value')), fc.dictionary(name, tie('value'))),
    }));
    const planted = (each: unknown, isSecret: boolean): unknown => {
      if (Array.isArray(each)) return each.map((item) => planted(item, isSecret));
      if (typeof each !== 'object' || each === null) return isSecret ? MARK : each;
      return Object.fromEntries(
        Object.entries(each).map(([key, item]) => [key, planted(item, isSecret || ['password', 'apiKey', 'session_id'].includes(key))]),
      );
    };
    fc.assert(
      fc.property(value, (each) => {
        expect(redactJson(JSON.stringify(planted(each, false)))).not.toContain(MARK);
      }),
    );
  });
});
