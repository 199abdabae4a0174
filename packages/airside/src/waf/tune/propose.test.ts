import { describe, expect, test } from 'vitest';

import { Callers } from './callers.ts';
import { CommonPlaces } from './common-places.ts';
import type { Observation } from './observation.ts';
import { Places } from './places.ts';
import { propose } from './propose.ts';
import { ALARM } from './testing/observation.ts';

const HOUR = 3_600_000;
const BOUNDS = { minCallers: 3, minRequests: 5, minSpanMs: HOUR };

const PLAIN: Observation = {
  ...ALARM,
  operation: 'createOrder',
  caller: 'apiKey  c0',
  address: '192.0.2.1',
  matches: [{ rule: 942100, variables: ['ARGS:note'] }],
};
/** Ten requests of five callers over ten hours: as false alarms look. */
const usual = (change: Partial<Observation> = {}): Observation[] =>
  Array.from({ length: 10 }, (_, index) => ({ ...PLAIN, caller: `apiKey  c${index % 5}`, timeMs: index * HOUR, ...change }));
const match = (rule: number, ...variables: string[]) => ({ matches: [{ rule, variables }] });
/** Rules of three families in three places within a minute. */
const attack = (extra: Observation['matches'] = [], change: Partial<Observation> = {}): Observation => ({
  ...PLAIN,
  caller: 'apiKey  mallory',
  timeMs: 5 * HOUR,
  matches: [
    { rule: 942190, variables: ['ARGS:x'] },
    { rule: 941110, variables: ['ARGS:y'] },
    { rule: 932100, variables: ['ARGS:z'] },
    ...extra,
  ],
  ...change,
});

function proposals(observations: readonly Observation[], options: { narrow?: boolean; labelled?: boolean; complete?: boolean } = {}) {
  const callers = new Callers();
  const common = new CommonPlaces();
  for (const observation of observations) {
    callers.note(observation);
    common.note(observation);
  }
  for (const observation of observations) callers.noteMatches(observation, common);
  const places = new Places();
  for (const observation of observations) places.add(observation, callers.verdict(observation));
  const { proposed, rejected } = propose(places.list(), { bounds: BOUNDS, narrow: false, labelled: false, complete: true, ...options });
  return {
    exclusions: proposed.map(({ exclusion }) => exclusion),
    replaces: proposed.map(({ places: made }) => made.length),
    why: rejected.map(({ why }) => why),
  };
}

test('the same rule in the same place for many callers over time is excluded there, and nowhere else', () => {
  expect(proposals(usual()).exclusions).toEqual([{ rules: [942100], parameters: ['note'], operations: ['createOrder'] }]);
});

describe('a place is not excluded', () => {
  test.each<[string, Observation[], RegExp]>([
    ['with few callers', usual({ caller: 'apiKey  c0' }).slice(0, 9), /only 1 caller/],
    ['with few requests', usual().slice(0, 4), /only 4 requests/],
    ['within minutes', usual({ timeMs: 0 }), /all within 0 minutes/],
    ['where the API refused most', usual({ answer: 'clientError' }), /only 0 of 10/],
    ['where the API failed', usual({ answer: 'other' }), /only 0 of 10/],
    [
      'where an attacker set off the same rule',
      [...usual(), attack([{ rule: 942100, variables: ['ARGS:note'] }])],
      /also set off by 1 suspicious/,
    ],
    ['for a body that cannot be read', usual(match(200002, 'REQBODY_ERROR')), /cannot be read/],
    [
      'where only leaving the rule out everywhere would help',
      usual({ operation: null, ...match(920100, 'REQUEST_LINE') }),
      /on all operations/,
    ],
  ])('%s', (_name, observations, why) => {
    const result = proposals(observations);
    expect(result.exclusions).toEqual([]);
    expect(result.why.join()).toMatch(why);
  });

  test('that never counted in an alarm', () => {
    expect(proposals(usual({ alarm: false }))).toEqual({ exclusions: [], replaces: [], why: [] });
  });
});

test('one caller is enough where it is known, steady and always served', () => {
  const steady = Array.from({ length: 24 }, (_, index) => ({ ...PLAIN, timeMs: index * 3 * HOUR }));
  expect(proposals(steady).exclusions).toHaveLength(1);
  expect(proposals(steady.map((each) => ({ ...each, authenticated: false }))).exclusions).toEqual([]);
  expect(proposals(steady.map((each) => ({ ...each, answer: 'none' as const }))).exclusions).toEqual([]);
});

describe('a caller is suspicious', () => {
  const place = [{ rule: 942100, variables: ['ARGS:note'] }];
  test.each<[string, Observation[]]>([
    [
      'that bears the name of an attack tool',
      [attack([], { matches: [{ rule: 913100, variables: ['REQUEST_HEADERS:User-Agent'] }, ...place] })],
    ],
    [
      'that sets off very many rules in one place',
      [
        attack([], {
          matches: [...place, ...Array.from({ length: 8 }, (_, index) => ({ rule: 942110 + index, variables: ['ARGS:note'] }))],
        }),
      ],
    ],
    ['that asks for much that is not there', Array.from({ length: 5 }, () => attack([], { answer: 'clientError', matches: place }))],
    [
      'that spreads out over several requests',
      [942190, 941110, 932100].map((rule, index) => attack([], { matches: [...place, { rule, variables: [`ARGS:p${index}`] }] })),
    ],
  ])('%s', (_name, observations) => {
    expect(proposals([...usual(), ...observations]).exclusions).toEqual([]);
  });

  test('but not one whose rich text sets off several families in one place', () => {
    const rich = [942190, 941110, 932100].map((rule) => ({ rule, variables: ['ARGS:note'] }));
    expect(proposals(usual({ matches: rich })).exclusions).toHaveLength(3);
  });

  test('nor one who sets off what everybody sets off, in however many places', () => {
    const strict = ['p', 'q', 'r'].map((name, index) => ({ rule: 1000 * (index + 1), variables: [`ARGS:${name}`] }));
    expect(proposals(usual({ matches: strict })).exclusions).toHaveLength(3);
    const few = usual({ matches: strict }).map((each, index) => ({ ...each, caller: `apiKey  c${index % 4}` }));
    expect(proposals(few).exclusions).toEqual([]);
  });

  test('nor one whom the firewall alone refuses', () => {
    expect(proposals(usual({ answer: 'none' })).exclusions).toHaveLength(1);
  });
});

describe('exclusions are put together', () => {
  const operations = ['a', 'b', 'c'].flatMap((operation) => usual({ operation }));
  const parameters = ['p', 'q', 'r'].flatMap((name) => usual(match(942100, `ARGS:${name}`)));

  test('for all operations where three have the same', () => {
    expect(proposals(operations)).toMatchObject({ exclusions: [{ rules: [942100], parameters: ['note'] }], replaces: [3] });
  });

  test('for all of an operation where three parts have the same', () => {
    expect(proposals(parameters)).toMatchObject({ exclusions: [{ rules: [942100], operations: ['createOrder'] }], replaces: [3] });
  });

  test('not for two', () => {
    expect(proposals(operations.slice(0, 20)).replaces).toEqual([1, 1]);
  });

  test('not where that is unwanted', () => {
    expect(proposals(operations, { narrow: true }).replaces).toEqual([1, 1, 1]);
  });

  test('not where the wider one would cover a suspicious request, seen in an alarm or not', () => {
    const elsewhere = attack([{ rule: 942100, variables: ['ARGS:note'] }], { operation: 'd', alarm: false });
    expect(proposals([...operations, elsewhere]).replaces).toEqual([1, 1, 1]);
    const beside = attack([{ rule: 942100, variables: ['REQUEST_HEADERS:Referer'] }], { alarm: false });
    expect(proposals([...parameters, beside]).replaces).toEqual([1, 1, 1]);
  });

  test('not where there were too many places to look at them all', () => {
    expect(proposals(operations, { complete: false }).replaces).toEqual([1, 1, 1]);
    expect(proposals(usual(match(942100, 'REQUEST_BODY')), { complete: false }).exclusions).toEqual([]);
  });

  test('not over two APIs', () => {
    expect(proposals([...operations.slice(0, 20), ...usual({ api: 'other' })]).replaces).toEqual([1, 1, 1]);
  });
});

test('a whole rule is not left out where suspicious requests set it off in a part that could be named', () => {
  const body = usual(match(942100, 'REQUEST_BODY'));
  expect(proposals(body).exclusions).toEqual([{ rules: [942100], operations: ['createOrder'] }]);
  expect(proposals([...body, attack([{ rule: 942100, variables: ['ARGS:x'] }])]).exclusions).toEqual([]);
});

test('a label says more than behaviour', () => {
  const honest = { ...attack(), label: 0 as const };
  expect(proposals([honest], { labelled: true }).exclusions).toHaveLength(3);
  const labelled = { ...PLAIN, label: 0 as const };
  expect(proposals([labelled, { ...labelled, label: 1 }], { labelled: true }).exclusions).toEqual([]);
});
