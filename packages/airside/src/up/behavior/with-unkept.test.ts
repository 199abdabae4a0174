import type { Happening } from '@airside/behavior';
import { openBehaviorStore } from '@airside/control';
import type { Detection, Incident } from '@airside/domain';
import { afterEach, expect, test } from 'vitest';

import { withUnkept } from './with-unkept.ts';

const TIME = '2026-11-30T12:00:00.000Z';

const detection = (id: string, more: Partial<Detection> = {}): Detection => ({
  id,
  time: TIME,
  first: TIME,
  last: TIME,
  indicator: 'probing',
  severity: 'high',
  confidence: 0.9,
  risk: 95,
  api: 'orders',
  operation: null,
  subject: { kind: 'address', id: '192.0.2.1' },
  alsoKnownAs: [{ kind: 'user', id: 'mallory' }],
  evidence: [],
  exchanges: [],
  count: 1,
  succeeded: false,
  ...more,
});
const incident = (id: string, more: Partial<Incident> = {}): Incident => ({
  id,
  state: 'open',
  title: 'probing at orders',
  severity: 'high',
  risk: 95,
  opened: TIME,
  first: TIME,
  last: TIME,
  closed: null,
  indicators: [{ id: 'probing', detections: 1 }],
  apis: ['orders'],
  operations: [],
  subjects: [{ kind: 'address', id: '192.0.2.1', detections: 1 }],
  subjectCount: 1,
  detections: 1,
  requests: 1,
  succeeded: false,
  feedback: null,
  note: null,
  ...more,
});

const store = openBehaviorStore(':memory:');
afterEach(() => store.prune({ olderThan: '9999-01-01T00:00:00.000Z', keepAtMost: 0 }));
const ids = ({ items }: { readonly items: readonly { readonly id: string }[] }) => items.map(({ id }) => id);

test('what was found while the disk is full is listed before all else, and once: nobody is told that there is no incident', async () => {
  await store.record({ detections: [detection('d1')], incidents: [incident('i1')] });
  const unkept: Happening = {
    detections: [detection('d2'), detection('d3')],
    incidents: [incident('i1', { title: 'later' }), incident('i2')],
  };
  const seen = withUnkept(store, () => unkept);
  expect(ids(await seen.incidents({ state: 'open' }, { limit: 10 }))).toEqual(['i2', 'i1']);
  expect(ids(await seen.detections({}, { limit: 10 }))).toEqual(['d3', 'd2', 'd1']);
  expect(await seen.incident('i2')).toBe(unkept.incidents[1]);
  expect(await seen.detection('d3')).toBe(unkept.detections[1]);
  expect((await seen.detectionsOf(incident('i2'), 10)).map(({ id }) => id)).toEqual(['d3', 'd2', 'd1']);
});

test('on the pages after the first it is not listed again', async () => {
  await store.record({ detections: [], incidents: [incident('i1'), incident('i2')] });
  const seen = withUnkept(store, () => ({ detections: [], incidents: [incident('i3')] }));
  const first = await seen.incidents({}, { limit: 1 });
  expect(ids(first)).toEqual(['i3', 'i2']);
  expect(ids(await seen.incidents({}, { limit: 1, after: first.next ?? '' }))).toEqual(['i1']);
});

test.each([
  [{ state: 'closed' as const }, { api: 'other' }],
  [{ severity: 'critical' as const }, { severity: 'critical' as const }],
  [{ subject: { kind: 'user' as const, id: 'bob' } }, { subject: { kind: 'user' as const, id: 'bob' } }],
  [{ since: '2026-11-30T12:00:01Z' }, { since: '2026-11-30T12:00:01Z' }],
  [{ api: 'other' }, { indicator: 'scraping' }],
])('filters hold for it: %j, %j', async (ofIncidents, ofDetections) => {
  const seen = withUnkept(store, () => ({ detections: [detection('d')], incidents: [incident('i')] }));
  expect(ids(await seen.incidents(ofIncidents, { limit: 10 }))).toEqual([]);
  expect(ids(await seen.detections(ofDetections, { limit: 10 }))).toEqual([]);
});
