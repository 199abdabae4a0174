import { type Exchange, subjectKey } from '@airside/domain';
import { DAY_MS, DECOYS, EPOCH_MS, simulate } from '@airside/example-traffic';
import { beforeAll, describe, expect, test } from 'vitest';

import { createBehaviorEngine } from '../compose.ts';
import type { BehaviorEngine } from '../engine.ts';
import { unpackState } from './container.ts';

const DAYS = 1;
const CAMPAIGNS = ['credential-stuffing', 'id-enumeration', 'query-manipulation'];
/** One that tells of much, so that there is much to compare. */
const options = { decoys: DECOYS, falseIncidentsPerMillion: 1000, trainingMs: DAY_MS / 2 };
const made = () => createBehaviorEngine({ key: Buffer.alloc(16, 7), options });

interface Shown {
  /** What was thought of each exchange that anything was thought of. */
  readonly surprises: readonly string[];
  /** What was told: indicators, subjects and counts. */
  readonly detections: readonly string[];
}

function show(engine: BehaviorEngine, exchanges: readonly Exchange[]): Shown {
  const surprises: string[] = [];
  for (const [index, exchange] of exchanges.entries()) {
    const { surprise, voices } = engine.assess(exchange);
    for (const { indicator, signal } of voices)
      surprises.push(`${index} ${indicator.id} ${signal.surprise.toFixed(9)} of ${surprise.toFixed(9)}`);
  }
  const detections = engine
    .observe([])
    .detections.map(({ indicator, subject, operation, count }) => `${indicator} ${subjectKey(subject)} ${operation} ${count}`);
  return { surprises, detections };
}

function restarted(engine: BehaviorEngine): BehaviorEngine {
  const next = made();
  expect(next.merge(engine.save())).toEqual([]);
  return next;
}

function observations(engine: BehaviorEngine): number {
  return engine.training().reduce((sum, operation) => sum + operation.observations, 0);
}

let before: readonly Exchange[];
let after: readonly Exchange[];
let whole: BehaviorEngine;
let saved: Uint8Array;
let told: Shown;
beforeAll(() => {
  const all = Array.from(
    simulate({ days: DAYS + 1, users: 12, seed: 11, quietDays: DAYS, campaigns: CAMPAIGNS }),
    ({ exchange }) => exchange,
  );
  const until = new Date(EPOCH_MS + DAYS * DAY_MS).toISOString();
  before = all.filter(({ time }) => time < until);
  after = all.filter(({ time }) => time >= until);
  whole = made();
  show(whole, before);
  saved = whole.save();
  told = show(whole, after);
}, 240_000);

describe('an engine that was restarted', () => {
  test('tells of the next day what one tells that was never stopped, word by word', () => {
    expect(told.surprises.length).toBeGreaterThan(1000);
    expect(told.detections.length).toBeGreaterThan(3);
    const next = made();
    expect(next.merge(saved)).toEqual([]);
    expect(next.save().length).toBeGreaterThan(saved.length / 2);
    expect(show(next, after)).toEqual(told);
    expect(observations(next)).toBe(observations(whole));
  });

  test('in the middle of an attack goes on with what it had begun', () => {
    const engine = made();
    expect(engine.merge(saved)).toEqual([]);
    const [first, second] = [after.slice(0, 500), after.slice(500, 1000)];
    const [begun, next] = [show(engine, first), restarted(engine)];
    const both = [begun, show(next, second)];
    const never = made();
    never.merge(saved);
    expect(both).toEqual([show(never, first), show(never, second)]);
  });
});

describe('what two nodes have learned', () => {
  /** Each caller is served by one node, as a balancer does it that goes by session or address. */
  const isOfFirst = ({ principal, client }: Exchange): boolean => (principal?.subject ?? client.address).charCodeAt(7) % 2 === 0;
  let forth: BehaviorEngine;
  let back: BehaviorEngine;
  beforeAll(() => {
    const [one, other] = [before.filter(isOfFirst), before.filter((exchange) => !isOfFirst(exchange))].map((exchanges) => {
      const engine = made();
      show(engine, exchanges);
      return engine.save();
    });
    if (one === undefined || other === undefined) throw new Error('there are two halves');
    const merged = (states: readonly Uint8Array[]): BehaviorEngine => {
      const engine = made();
      for (const state of states) expect(engine.merge(state)).toEqual([]);
      return engine;
    };
    [forth, back] = [merged([one, other]), merged([other, one])];
  }, 240_000);

  test('of callers and objects is what one has learned who saw all, whichever is first', () => {
    const [wanted, ofForth, ofBack] = [saved, forth.save(), back.save()].map(knownIn);
    expect(ofForth).toEqual(ofBack);
    expect(ofForth?.successes).toEqual(wanted?.successes);
    const same = [...(wanted?.owners ?? [])].filter(([object, owners]) => ofForth?.owners.get(object) === owners).length;
    expect(same).toBeGreaterThanOrEqual(0.95 * (wanted?.owners.size ?? 0));
    for (const engine of [forth, back]) expect(observations(engine)).toBe(before.length);
  });

  test('finds what one finds who saw all', () => {
    const found = new Set(show(forth, after).detections.map(withoutCount));
    const wanted = new Set(told.detections.map(withoutCount));
    expect([...wanted].filter((one) => found.has(one)).length).toBeGreaterThanOrEqual(0.7 * wanted.size);
  });

  test('is not counted twice: of an engine whose learning is known already nothing is taken', () => {
    const engine = made();
    engine.merge(saved);
    const known = observations(engine);
    expect(() => engine.merge(saved)).toThrow(/has learned is known already, and would be counted twice/);
    expect(observations(engine)).toBe(known);
    expect(() => engine.merge(restarted(engine).save())).toThrow('counted twice');
  });
});

function withoutCount(line: string): string {
  return line.slice(0, line.lastIndexOf(' '));
}

/** How many calls of each caller succeeded, and who got which object, as a state has it. */
function knownIn(state: Uint8Array) {
  const successes = new Map<number, number>();
  const owners = new Map<number, string>();
  for (const { name, value } of unpackState(state)) {
    const { callers: part } = value as { readonly callers?: { readonly book?: unknown } & Record<string, unknown> };
    const book = part?.book as { readonly callers?: Columns<'keys' | 'successes'> } | undefined;
    for (const [index, key] of (book?.callers?.keys ?? []).entries()) successes.set(key, book?.callers?.successes[index] ?? 0);
    const objects =
      name === 'callers single-access' ? (part?.['objects'] as Columns<'objects' | 'first' | 'second' | 'others'>) : undefined;
    for (const [index, object] of (objects?.objects ?? []).entries()) {
      const two = [objects?.first[index] ?? 0, objects?.second[index] ?? 0].toSorted((a, b) => a - b);
      owners.set(object, (objects?.others[index] ?? 0) > 0 ? 'many' : two.join(' '));
    }
  }
  return { successes, owners };
}

type Columns<Name extends string> = Readonly<Record<Name, Uint32Array>>;
