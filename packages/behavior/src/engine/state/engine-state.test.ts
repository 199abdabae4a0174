import { gzipSync } from 'node:zlib';

import { expect, test } from 'vitest';

import { createCallReader } from '../../call/create-call-reader.ts';
import { learningOf } from '../../testing/watch.ts';
import { createEngine } from '../create-engine.ts';
import type { BehaviorEngine } from '../engine.ts';
import { packState, unpackState } from './container.ts';

const START_MS = Date.UTC(2026, 0, 1);
/** One without indicators, which do not matter here. */
const made = (): BehaviorEngine =>
  createEngine({ learning: learningOf(), reader: createCallReader(), indicators: [], onError: () => undefined });

/** What an engine saves, with other values in some of its sections. */
function stateWith(change: Readonly<Record<string, (value: object) => object>>): Uint8Array {
  const sections = [...made().sections()];
  return packState(sections.map(({ name, value }) => ({ name, value: change[name]?.(value as object) ?? value })));
}

function knownBy(origins: readonly string[]): Uint8Array {
  return stateWith({ head: (head) => ({ ...head, origins }) });
}

/** A state of version 1 that has watched one operation since a time. */
function version1(sinceMs: number, observations: number): Uint8Array {
  const [head] = unpackState(made().save());
  const { key } = { ...(head?.value as { readonly key: string } | undefined) };
  const training = [['shop', 'GET /orders', observations, sinceMs]];
  return gzipSync(JSON.stringify({ version: 1, key, panel: {}, reader: null, training, judgements: null, incidents: [] }));
}

const observed = (engine: BehaviorEngine): number => engine.training().reduce((sum, { observations }) => sum + observations, 0);

test('an engine of version 1 counts once, however much it had learned when it was saved again', () => {
  const engine = made();
  engine.merge(version1(START_MS, 100));
  for (const again of [version1(START_MS, 100), version1(START_MS, 200)]) expect(() => engine.merge(again)).toThrow('counted twice');
  expect(() => engine.merge(version1(START_MS, 100))).toThrow('counted twice');
  expect(observed(engine)).toBe(100);
  const restarted = made();
  restarted.merge(engine.save());
  expect(() => restarted.merge(version1(START_MS, 200))).toThrow('counted twice');
});

test('two engines of version 1 are two', () => {
  const engine = made();
  engine.merge(version1(START_MS, 100));
  engine.merge(version1(START_MS + 1, 100));
  expect(observed(engine)).toBe(200);
});

test('a state of more engines than can be told apart is refused before it is taken over, so that none refuses itself', () => {
  const engine = made();
  engine.merge(knownBy(Array.from({ length: 900 }, (_, index) => `a-${index}`)));
  expect(() => engine.merge(knownBy(Array.from({ length: 101 }, (_, index) => `b-${index}`)))).toThrow('no more than 1000 engines');
  engine.merge(knownBy(Array.from({ length: 100 }, (_, index) => `b-${index}`)));
  expect(made().merge(engine.save())).toEqual([]);
});

test('incidents that are closed for those of another engine are told of as closed', () => {
  const engine = made();
  const incidents = (from: number) => stateWithIncidents(from, 600);
  expect(engine.merge(incidents(0))).toEqual([]);
  expect(engine.merge(incidents(600))).toEqual(['incidents: 200 are closed, as no more can be open']);
  const told = engine.tick(START_MS + 1000).incidents;
  expect(told.filter(({ state }) => state === 'closed')).toHaveLength(200);
  expect(engine.tick(START_MS + 2000).incidents).toEqual([]);
});

/** The state of an engine with so many open incidents. */
function stateWithIncidents(from: number, count: number): Uint8Array {
  const time = new Date(START_MS).toISOString();
  const incident = {
    state: 'open',
    title: 'Probing',
    severity: 'high',
    risk: 90,
    opened: time,
    first: time,
    last: time,
    closed: null,
    indicators: [{ id: 'probing', detections: 1 }],
    apis: ['shop'],
    operations: [],
    subjects: [],
    subjectCount: 0,
    detections: 1,
    requests: 1,
    succeeded: false,
    feedback: null,
    note: null,
  };
  const cases = Array.from({ length: count }, (_, index) => ({
    case: { incident: { ...incident, id: `i-${from + index}` }, parts: [], requestsOf: [] },
    subjects: [],
    campaigns: [],
  }));
  const sections = [...made().sections()].filter(({ name }) => name !== 'incidents');
  return packState([...sections, { name: 'incidents', value: cases }]);
}
