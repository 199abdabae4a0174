import type { Exchange } from '@airside/domain';
import { describe, expect, test } from 'vitest';

import type { Call } from '../call/call.ts';
import { createCallReader } from '../call/create-call-reader.ts';
import { INDICATORS } from '../indicators/index.ts';
import type { Indicator, Signal } from '../indicators/indicator.ts';
import { callOf } from '../testing/call.ts';
import { exchangeOf } from '../testing/exchange.ts';
import { createEngine } from './create-engine.ts';
import { DEFAULT_OPTIONS } from './learning.ts';
import { RankedMap } from './ranked-map.ts';
import { Suspects } from './suspects.ts';

const START_MS = Date.UTC(2026, 0, 5);
const HOUR_MS = 60 * 60 * 1000;

/** Says what the query says: `a=3`. */
function indicator(id: string): Indicator {
  const judge = ({ exchange, subjects: [subject], api }: Call): Signal | undefined => {
    const surprise = Number(new URLSearchParams(exchange.query).get(id) ?? 0);
    if (surprise === 0 || subject === undefined) return undefined;
    const evidence = [{ variable: id, learned: 'nothing', seen: exchange.id, surprise, since: null, observations: 0 }];
    return { subject, surprise, evidence, operation: null, api, independent: true };
  };
  const text = { what: '', how: '', attack: '', otherwise: '', remedy: '', owasp: [], cwe: [], mitre: [] };
  return { ...text, id, title: id, severity: 'high', create: () => ({ judge }) };
}

function engine() {
  return createEngine({
    learning: { isTraining: false, hash: (text) => hashOf(text), options: { ...DEFAULT_OPTIONS, trainingMs: 0 } },
    reader: createCallReader(),
    indicators: ['a', 'b', 'c', 'd'].map(indicator),
    onError: () => undefined,
  });
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return hash;
}

function exchange(hour: number, user: string, query = '', address = '198.51.100.7'): Exchange {
  const principal = { kind: 'jwt', subject: user, consumer: null, credential: null } as const;
  const time = new Date(START_MS + hour * HOUR_MS).toISOString();
  return exchangeOf({ time, query, client: { address, userAgent: null }, principal });
}

/** Names that nobody has, each with something slightly odd, within an hour. */
function noise(hour: number, names: number): readonly Exchange[] {
  return Array.from({ length: names }, (_, index) =>
    exchange(hour + index / names, `made-up-${index}`, 'd=1', `10.0.${index >> 8}.${index & 255}`),
  );
}

const OTHER = '198.51.100.8';

/** Of a user of the last three days. */
const everyday = Array.from({ length: 72 }, (_, hour) => exchange(hour, 'ada'));

test('what a known caller has begun to do counts when it goes on, whatever made-up names are odd in between', () => {
  const made = engine();
  made.observe(everyday);
  expect(made.observe([exchange(72, 'ada', 'a=1.7')]).incidents).toEqual([]);
  expect(made.observe([exchange(72, 'eve', 'a=1.7', OTHER)]).incidents).toEqual([]);
  made.observe(noise(73, 21_000));
  const { incidents } = made.observe([exchange(74, 'ada', 'b=4.75'), exchange(74, 'eve', 'b=4.75', OTHER)]);
  const named = incidents.flatMap(({ subjects }) => subjects.map(({ id }) => id));
  expect(named).toContain('ada');
  expect(named).not.toContain('eve');
});

describe('100,000 made-up names, each of them slightly odd,', () => {
  const ada = { kind: 'user', id: 'ada' } as const;
  const accuse = (suspects: Suspects, user: string, surprise: number, timeMs: number): void => {
    const call = callOf({ timeMs, user });
    const [subject] = call.subjects;
    const [some] = INDICATORS;
    if (subject === undefined || some === undefined) throw new Error('a call of nobody');
    const signal = { subject, surprise, evidence: [], operation: null, api: 'shop' } as const;
    suspects.accuse([{ indicator: some, signal, surprise, timeMs, subject, alsoKnownAs: [], exchange: undefined, succeeded: true }], call);
  };

  test.each<readonly [string, readonly string[], number]>([
    ['a caller who is known', ['user:ada'], 2.2],
    ['anybody with much against it', [], 3.5],
  ])('do not push out what is known against %s', (_, known, surprise) => {
    const suspects = new Suspects(({ caller }) => known.includes(caller));
    accuse(suspects, 'ada', surprise, START_MS);
    const before = suspects.peek(ada);
    for (let index = 0; index < 100_000; index++) accuse(suspects, `made-up-${index}`, 2.5, START_MS + index);
    expect(before).toBeDefined();
    expect(suspects.peek(ada)).toBe(before);
    expect([...suspects.entries()].length).toBe(20_000);
  });
});

describe('a map with ranks', () => {
  const [A, B] = [{ is: 'a' }, { is: 'b' }];
  const keysOf = (map: RankedMap<{ readonly is: string }>): readonly string[] => [...map.entries()].map(([key]) => key);

  test('has room for one rank alone, and takes it back from what is beyond its share', () => {
    const removed: string[] = [];
    const map = new RankedMap<{ readonly is: string }>([2, 2], (key) => removed.push(key));
    for (const key of ['a', 'b', 'c', 'd']) map.set(key, A, 0);
    expect(removed).toEqual([]);
    for (const key of ['x', 'y', 'z']) map.set(key, A, 1);
    expect(removed).toEqual(['a', 'b', 'x']);
    expect(keysOf(map)).toEqual(['c', 'd', 'y', 'z']);
  });

  test('lets go what was used least lately, and keeps the highest rank of a key', () => {
    const map = new RankedMap<{ readonly is: string }>([2, 2], () => undefined);
    for (const key of ['a', 'b', 'c', 'd']) map.set(key, A, 0);
    map.set('b', B, 1);
    map.set('b', A, 0);
    expect(map.get('a')).toBe(A);
    for (const key of ['e', 'f', 'g']) map.set(key, A, 0);
    expect([map.peek('b'), map.peek('a'), map.peek('c')]).toEqual([A, undefined, undefined]);
    expect(map.size).toBe(4);
  });
});
