import { createEngine, loadRules } from '@airside/seclang';
import { describe, expect, test } from 'vitest';

import type { Exclusion } from './exclusion.ts';
import type { Matches } from './observation.ts';
import { Replay } from './replay.ts';
import { ALARM } from './testing/observation.ts';

const engine = createEngine(
  loadRules([
    {
      name: 'own.conf',
      text: `SecRuleEngine On
SecRule ARGS "@contains a" "id:1,phase:2,pass,setvar:tx.anomaly_score=+5"
SecRule ARGS "@contains b" "id:2,phase:2,pass,setvar:tx.anomaly_score=+3"
SecRule ARGS "@contains c" "id:3,phase:2,deny"
SecRule TX:anomaly_score "@ge 5" "id:9,phase:2,deny"`,
    },
  ]),
);
const VERDICT = { rule: 9, variables: ['TX:anomaly_score'] };
const ON_P: Exclusion = { rules: [1], parameters: ['p'] };

function outcome(matches: Matches, score: number, exclusions: readonly Exclusion[], rules = true) {
  return new Replay(() => (rules ? engine : undefined)).outcome({ ...ALARM, answer: 'none', score, matches }, exclusions);
}

const first = { rule: 1, variables: ['ARGS:p'] };
const second = { rule: 2, variables: ['ARGS:q'] };
const denying = { rule: 3, variables: ['ARGS:q'] };

describe('with the rules, an alarm', () => {
  test.each<[string, Matches, number, Exclusion[], string]>([
    ['passes when nothing is left', [first, VERDICT], 5, [ON_P], 'passes'],
    ['passes when what is left stays below the threshold', [first, second, VERDICT], 8, [ON_P], 'passes'],
    ['stays when what is left reaches it', [{ ...first, variables: ['ARGS:p', 'ARGS:q'] }, VERDICT], 10, [ON_P], 'stays'],
    ['stays when a rule that refuses by itself is left', [first, denying], 5, [ON_P], 'stays'],
    ['passes when that one is left out', [denying], 0, [{ rules: [3], operations: ['a'] }], 'passes'],
    ['stays when the exclusion is of another operation', [first, VERDICT], 5, [{ ...ON_P, operations: ['b'] }], 'stays'],
    ['stays when the exclusion is of another part', [first, VERDICT], 5, [{ rules: [1], headers: ['p'] }], 'stays'],
    ['stays when the exclusion is of another rule', [first, VERDICT], 5, [{ rules: [2], parameters: ['p'] }], 'stays'],
    ['is not known when the rules do not come to the recorded score', [first, second, VERDICT], 7, [ON_P], 'unknown'],
    ['is not known when a rule is missing', [first, { rule: 77, variables: ['ARGS:q'] }, VERDICT], 5, [ON_P], 'unknown'],
    ['passes when nothing is left, whatever the score was', [first, VERDICT], 7, [ON_P], 'passes'],
  ])('%s', (_name, matches, score, exclusions, expected) => {
    expect(outcome(matches, score, exclusions)).toBe(expected);
  });
});

describe('without the rules, an alarm', () => {
  test.each<[string, Matches, Exclusion[], string]>([
    ['passes when nothing is left', [first, VERDICT], [ON_P], 'passes'],
    ['is not known when anything is left', [first, second, VERDICT], [ON_P], 'unknown'],
    ['is not known when the record was cut off', [{ rule: 1, variables: Array.from({ length: 10 }, () => 'ARGS:p') }], [ON_P], 'unknown'],
    ['stays when nothing is left out', [second, VERDICT], [ON_P], 'stays'],
  ])('%s', (_name, matches, exclusions, expected) => {
    expect(outcome(matches, 5, exclusions, false)).toBe(expected);
  });
});
