import type { Detection } from '@airside/domain';
import { expect, test } from 'vitest';

import { Incidents } from './incidents.ts';

const HOUR_MS = 3_600_000;
let made = 0;

/** A detection of its own subject, at an API and an operation or over all of them. */
function detection(api: string | null, operation: string | null, afterMs = 0, indicator = 'password-spraying'): Detection {
  made++;
  const time = new Date(Date.UTC(2026, 0, 1) + afterMs).toISOString();
  return {
    id: `d-${made}`,
    time,
    first: time,
    last: time,
    indicator,
    severity: 'high',
    confidence: 1,
    risk: 60,
    api,
    operation,
    subject: { kind: 'address', id: `192.0.2.${made}` },
    alsoKnownAs: [],
    evidence: [{ variable: 'log-ins', learned: 'few', seen: 'many', surprise: 7, since: null, observations: 1 }],
    exchanges: [],
    count: 1,
    succeeded: false,
  };
}

/** How many incidents these are. */
function incidentsOf(detections: readonly Detection[], shared: readonly boolean[] = []): number {
  const incidents = new Incidents();
  return new Set(detections.map((each, index) => incidents.add(each, 'Title', shared[index] ?? false).id)).size;
}

test.each<readonly [string, readonly Detection[], readonly boolean[]]>([
  ['over all APIs, and then at one', [detection(null, null), detection('shop', null, 1000)], []],
  ['at an API, and then over all', [detection('shop', null), detection(null, null, 1000)], []],
  ['at an API, and then with many over all', [detection('shop', null), detection(null, null, 1000)], [false, true]],
  ['with many over all, and then at an API', [detection(null, null), detection('shop', null, 1000)], [true, false]],
])('what one indicator counts %s is one incident', (_, detections, shared) => {
  expect(incidentsOf(detections, shared)).toBe(1);
});

test.each<readonly [string, readonly Detection[]]>([
  ['at two APIs', [detection('shop', null), detection('bank', null, 1000)]],
  ['half an hour apart', [detection('shop', null), detection(null, null, HOUR_MS / 2)]],
  ['by two indicators', [detection('shop', null), detection(null, null, 1000, 'brute-force')]],
  ['at one operation and over all', [detection('shop', 'POST /sessions'), detection(null, null, 1000)]],
])('what is counted %s is two', (_, detections) => {
  expect(incidentsOf(detections)).toBe(2);
});
