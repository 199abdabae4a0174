import fc from 'fast-check';
import { expect, test } from 'vitest';

import { createEngine, loadRules } from '../../src/index.ts';
import { STATES } from '../optimisations.ts';
import { ids, run } from './exchange.ts';

const targets = fc
  .uniqueArray(
    fc.constantFrom(
      ...['ARGS', 'ARGS_NAMES', '&ARGS', 'ARGS:a', 'ARGS_GET', 'ARGS_POST', 'REQUEST_COOKIES', 'REQUEST_HEADERS:X', '&REQUEST_HEADERS:X'],
      ...['TX:a', '&TX:a', 'TX:/a|b/', 'MATCHED_VAR', 'XML:/*', 'FILES', 'REQUEST_BODY', 'RESPONSE_HEADERS', 'RESPONSE_STATUS'],
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((names) => names.join('|'));
const operator = fc.constantFrom(
  ...['@rx select', '!@rx ^[a-z]+$', '@rx (?i)UNION\\s', '@pm select union', '!@pm select', '@streq ab', '!@streq ab', '@eq 1', '!@eq 0'],
  ...['@lt 2', '@ge 1', '@within ab %{tx.a}', '@contains se', '@validateByteRange 32-126', '@rx .{9}', '@rx <', '@rx ^$', '@beginsWith A'],
  ...[
    '@validateUtf8Encoding',
    '!@validateUrlEncoding',
    '@detectSQLi',
    '@detectXSS',
    '!@validateByteRange 0-255',
    '@rx \\s',
    '@rx [^a-z]{2}',
  ],
);
const steps = fc
  .array(
    fc.constantFrom(
      ...['lowercase', 'uppercase', 'urlDecodeUni', 'removeWhitespace', 'length', 'base64Decode', 'normalizePath', 'cmdLine', 'trim'],
      ...['replaceComments', 'utf8toUnicode', 'removeNulls', 'replaceNulls', 'compressWhitespace', 'jsDecode', 'hexEncode'],
    ),
    { maxLength: 3 },
  )
  .map((names) => names.map((name) => `,t:${name}`).join(''));
const more = fc.constantFrom(
  ...['', ',multiMatch', ',capture', ',setvar:tx.a=+1', ',setvar:tx.a=ab', ',setvar:!tx.a', ',skip:1', ',setvar:tx.b=%{matched_var}'],
  ...[',ctl:ruleRemoveTargetById=3-6;ARGS:a', ',ctl:ruleRemoveById=4'],
);
const chained = fc.option(fc.tuple(targets, operator, steps), { freq: 3 });
const rules = fc
  .array(fc.tuple(targets, operator, fc.integer({ min: 1, max: 5 }), steps, more, chained), { minLength: 1, maxLength: 8 })
  .map((all) =>
    all.map(([names, test_, phase, chain, actions, next], index) => {
      const head = `SecRule ${names} "${test_}" "id:${index + 1},phase:${phase},pass,msg:'%{matched_var_name}',t:none${chain}`;
      return next === null ? `${head}${actions}"` : `${head}${actions},chain"\nSecRule ${next[0]} "${next[1]}" "t:none${next[2]}"`;
    }),
  );
const value = fc.constantFrom(
  '',
  'ab',
  'AB',
  'a.',
  './a',
  'SELECT 1',
  'sel%65ct',
  'union  all',
  'UNION\t',
  'c2VsZWN0',
  '1',
  'x'.repeat(20),
  '<',
  'a /*b*/ . ',
  "1' or 1=1--",
  '<script>',
  '\xe9\0',
);

test('what is spared changes nothing, whatever rules look at', { timeout: 120_000 }, () => {
  fc.assert(
    fc.property(rules, value, value, value, (lines, query, field, header) => {
      const text = `SecRuleEngine On\nSecRequestBodyAccess On\n${lines.join('\n')}\n`;
      const [expected, ...reports] = [{ optimise: true }, ...STATES].map(({ optimise }) => {
        const engine = createEngine(loadRules([{ text, name: 'rules.conf' }], { optimise }));
        const headers = { X: header, Cookie: `c=${query}`, 'Content-Type': 'application/x-www-form-urlencoded' };
        const exchange = { uri: `/?a=${encodeURIComponent(query)}`, headers, body: `a=${encodeURIComponent(field)}&b=1` };
        // The second time, values are remembered; the third, outcomes are known.
        return [run(engine, exchange), run(engine, exchange), run(engine, exchange)].map(({ matchedRules }) =>
          matchedRules.map(({ id, matches }) => ({ id, matches })),
        );
      });
      for (const report of reports) expect(report).toEqual(expected);
    }),
    { numRuns: 600 },
  );
});

test('a phase sees what came since the phase before', () => {
  const rule = (id: number, phase: number): string => `SecRule ARGS|REQUEST_BODY "@contains late" "id:${id},phase:${phase},pass"\n`;
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  expect(ids([1, 2, 3, 4, 5].map((phase) => rule(phase, phase)).join(''), { uri: '/?a=1', headers, body: 'b=late' })).toEqual([2, 3, 4, 5]);
});

test('a level that a rule has changed is read as it is when the next rule runs', () => {
  const gate = (id: number): string => `SecRule TX:LEVEL "@lt 2" "id:${id},phase:1,pass"\n`;
  const counted = (id: number): string => `SecRule &TX:level "@eq 0" "id:${id},phase:1,pass"\n`;
  const set = (id: number, to: string): string => `SecAction "id:${id},phase:1,pass,nolog,setvar:${to}"\n`;
  const text = [
    gate(1),
    counted(2),
    set(3, 'tx.level=1'),
    gate(4),
    counted(5),
    set(6, 'tx.level=2'),
    gate(7),
    set(8, '!tx.level'),
    gate(9),
    counted(10),
  ];
  expect(ids(text.join(''))).toEqual([2, 4, 10]);
});
