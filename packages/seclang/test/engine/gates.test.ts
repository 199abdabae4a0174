import fc from 'fast-check';
import { expect, test } from 'vitest';

import { engineOf, run } from './exchange.ts';

const name = fc.constantFrom('a', 'b', 'level', 'c');
const action = fc.oneof(
  fc
    .tuple(name, fc.constantFrom('1', '2', '+1', '-1', '%{tx.level}', '+%{tx.a}', '%{args.q}'))
    .map(([key, value]) => `setvar:tx.${key}=${value}`),
  name.map((key) => `setvar:!tx.${key}`),
  fc.constantFrom('setvar:tx.%{args.q}=2', 'expirevar:tx.a=0', 'severity:3', 'log', 'capture', 'skipAfter:END', 'skip:2'),
  fc.constantFrom('ctl:ruleRemoveById=3-6', 'ctl:ruleRemoveTargetById=4;TX:level', 'ctl:ruleEngine=DetectionOnly', 'ctl:ruleRemoveById=12'),
);
const target = fc.oneof(
  { weight: 5, arbitrary: name.map((key) => `&TX:${key}`) },
  { weight: 5, arbitrary: name.map((key) => `TX:${key}`) },
  { weight: 1, arbitrary: fc.constantFrom('ARGS:q', 'MATCHED_VAR', 'TX:/^l/', 'HIGHEST_SEVERITY') },
);
const rule = fc.tuple(
  fc.option(fc.tuple(target, fc.constantFrom('@eq 0', '@lt 2', '!@eq 1', '@ge 1', '@rx ^[0-9]$', '@streq 2')), { freq: 5 }),
  fc.constantFrom(1, 1, 1, 1, 2),
  fc.array(action, { maxLength: 2 }),
  fc.boolean(),
  fc.constantFrom('pass', 'pass', 'pass', 'pass', 'pass', 'deny'),
);
const rules = fc.array(rule, { minLength: 10, maxLength: 30 }).map((all) => [
  ...all.map(([test_, phase, actions, quiet, disruptive], index) => {
    const list = [`id:${index + 1}`, `phase:${phase}`, disruptive, quiet ? 'nolog' : "msg:'%{tx.a} %{tx.level}'", ...actions].join(',');
    return test_ === null ? `SecAction "${list}"` : `SecRule ${test_[0]} "${test_[1]}" "${list}"`;
  }),
  'SecMarker END',
  `SecRule TX:level|TX:a "@rx ." "id:90,phase:1,pass,msg:'%{matched_var}'"`,
  `SecAction "id:91,phase:2,pass,msg:'%{tx.a} %{tx.b} %{tx.c} %{tx.level} %{matched_var}'"`,
]);

test('levels and defaults worked out ahead are what rules would make of them', { timeout: 240_000 }, () => {
  const tx = fc.record({ a: fc.constantFrom('1', 'x'), level: fc.constantFrom('0', '1', '2') }, { requiredKeys: [] });
  fc.assert(
    fc.property(rules, fc.array(fc.tuple(fc.constantFrom('', '1', 'level'), tx), { minLength: 2, maxLength: 4 }), (lines, requests) => {
      const engine = engineOf(`${lines.join('\n')}\n`);
      // `run` compares; later requests meet what earlier ones have left behind.
      for (const [q, given] of requests) run(engine, { uri: `/?q=${q}`, tx: given });
    }),
    { numRuns: 400 },
  );
});

test('a gate that is removed for a transaction does not lead past the rules behind it', () => {
  const engine = engineOf(
    [
      'SecAction "id:1,phase:1,nolog,pass,setvar:tx.level=1"',
      'SecRule ARGS:off "@streq gate" "id:2,phase:1,nolog,pass,ctl:ruleRemoveById=4"',
      'SecRule ARGS:off "@streq target" "id:3,phase:1,nolog,pass,ctl:ruleRemoveTargetById=4;TX:level"',
      'SecRule TX:level "@lt 2" "id:4,phase:2,nolog,pass,skipAfter:END"',
      'SecRule ARGS "@rx ." "id:5,phase:2,pass"',
      'SecMarker END',
    ].join('\n'),
  );
  const found = (uri: string): number[] => run(engine, { uri }).matchedRules.map(({ id }) => id);
  expect(found('/?off=no')).toEqual([]);
  expect(found('/?off=gate')).toEqual([5]);
  expect(found('/?off=target')).toEqual([5]);
  expect(found('/?off=no')).toEqual([]);
});

test('levels that a host or a client chooses are worked out for a few, and read for all others', () => {
  const engine = engineOf('SecRule TX:level "@rx ^[0-9]*[02468]$" "id:1,phase:1,nolog,pass,skip:1"\nSecAction "id:2,phase:1,pass"\n');
  for (let level = 0; level < 60; level++) {
    expect(run(engine, { tx: { level: String(level) } }).matchedRules).toHaveLength(level % 2);
    expect(run(engine, { tx: { level: '1'.repeat(100 + level) } }).matchedRules).toHaveLength(1);
  }
});

test('a rule that leads beyond the last one ends the phase, also before levels are known', () => {
  const engine = engineOf(
    [
      'SecAction "id:1,phase:1,nolog,pass,setvar:tx.level=1,skip:9"',
      'SecRule TX:level "@lt 2" "id:2,phase:1,pass"',
      'SecAction "id:3,phase:1,pass"',
      'SecAction "id:4,phase:2,pass"',
    ].join('\n'),
  );
  expect(run(engine).matchedRules.map(({ id }) => id)).toEqual([4]);
});
