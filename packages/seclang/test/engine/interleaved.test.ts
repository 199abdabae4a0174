import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createEngine, loadRules, type Transaction } from '../../src/index.ts';

const RULES = `SecRuleEngine On
SecRequestBodyAccess On
SecRule ARGS|ARGS_NAMES|REQUEST_HEADERS "@rx ^(?:bad|B4d)" "id:1,phase:1,pass,t:none,t:lowercase"
SecRule ARGS|ARGS_NAMES|REQUEST_COOKIES "@contains bad" "id:2,phase:2,pass,t:none,t:removeWhitespace"
SecRule ARGS "@streq bad" "id:3,phase:2,pass,t:none,t:base64Decode,multiMatch"
SecRule ARGS_POST|REQBODY_ERROR "!@rx ^[a-z0-9 ]*$" "id:4,phase:2,pass"
SecRule RESPONSE_HEADERS|&ARGS "@rx bad|^2$" "id:5,phase:3,pass"
SecRule ARGS|!ARGS:a "@rx bad" "id:6,phase:5,pass"
`;

const value = fc.constantFrom('bad', 'B4d', 'b a d', 'YmFk', 'good', '', 'x'.repeat(30), '<bad>');
const exchange = fc.record({ query: value, field: value, header: value, answer: value });
type Exchange = typeof exchange extends fc.Arbitrary<infer T> ? T : never;

/** The steps of a transaction, one at a time; ends with the rules that matched. */
function* steps(transaction: Transaction, { query, field, header, answer }: Exchange): Generator<undefined, unknown> {
  transaction.requestLine('POST', `/?a=${encodeURIComponent(query)}`, 'HTTP/1.1');
  transaction.requestHeader('X', header);
  transaction.requestHeader('Content-Type', 'application/x-www-form-urlencoded');
  yield;
  transaction.requestHeaders();
  yield;
  transaction.requestBody(`b=${encodeURIComponent(field)}`);
  yield;
  transaction.responseHeaders(200, 'HTTP/1.1', [['Y', answer]]);
  yield;
  transaction.responseBody('');
  transaction.logging();
  return transaction.matchedRules.map(({ id, matches }) => ({ id, matches }));
}

test('transactions under way at the same time see nothing of one another, nor of those before', () => {
  const ruleSet = loadRules([{ text: RULES, name: 'rules.conf' }]);
  const shared = createEngine(ruleSet);
  fc.assert(
    fc.property(fc.array(exchange, { minLength: 1, maxLength: 5 }), fc.infiniteStream(fc.nat()), (exchanges, turns) => {
      const running = exchanges.map((each) => ({ each, left: steps(shared.transaction(), each), found: undefined as unknown }));
      for (const left = [...running]; left.length > 0; ) {
        const index = turns.next().value % left.length;
        const current = left[index];
        const { done, value: found } = current?.left.next() ?? { done: true, value: undefined };
        if (done !== true) continue;
        if (current !== undefined) current.found = found;
        left.splice(index, 1);
      }
      for (const { each, found } of running) {
        const alone = steps(createEngine(ruleSet).transaction(), each);
        let last = alone.next();
        while (last.done !== true) last = alone.next();
        expect(found).toEqual(last.value);
      }
    }),
    { numRuns: 300 },
  );
});
