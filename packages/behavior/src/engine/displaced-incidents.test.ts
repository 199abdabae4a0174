import type { Detection, Severity } from '@airside/domain';
import { expect, test } from 'vitest';

import { Incidents } from './incidents.ts';

function detection(number: number, severity: Severity, of: Partial<Detection> = {}): Detection {
  const time = new Date(Date.UTC(2026, 0, 1) + number * 1000).toISOString();
  return {
    id: `d-${number}`,
    time,
    first: time,
    last: time,
    indicator: `indicator-${number}`,
    severity,
    confidence: 1,
    risk: 60,
    api: 'shop',
    operation: `GET /${number}`,
    subject: { kind: 'user', id: `u${number}` },
    alsoKnownAs: [],
    evidence: [{ variable: 'q', learned: 'a', seen: 'b', surprise: 7, since: null, observations: 1 }],
    exchanges: [],
    count: 1,
    succeeded: false,
    ...of,
  };
}

test('thousands of small incidents close each other, and not a grave one that is older than all of them', () => {
  const incidents = new Incidents();
  const { id: grave } = incidents.add(detection(0, 'high'), 'Grave');
  const displaced = Array.from({ length: 3000 }, (_, index) => incidents.add(detection(index + 1, 'low'), 'Small').displaced);
  const closed = displaced.filter((incident) => incident !== undefined);
  expect(closed.length).toBe(2001);
  expect(closed.map(({ severity }) => severity)).not.toContain('high');
  expect(incidents.get(grave)).toMatchObject({ state: 'open', severity: 'high' });
});

test.each<readonly [string, Partial<Detection>, readonly Partial<Detection>[]]>([
  ['of more risk', { risk: 61 }, []],
  ['that went on before', {}, [{ id: 'again' }]],
])('a thousand incidents as severe close each other, and not an older one %s', (_, of, more) => {
  const incidents = new Incidents();
  const first = detection(0, 'high', of);
  const { id } = incidents.add(first, 'Slow');
  for (const each of more) incidents.add({ ...first, ...each }, 'Slow');
  for (let number = 1; number <= 1500; number++) incidents.add(detection(number, 'high'), 'Of a storm');
  expect(incidents.get(id)).toMatchObject({ state: 'open', title: 'Slow at shop' });
});

test('of incidents that are alike the one that was silent for longest is closed, and it is said that nobody judged it', () => {
  const incidents = new Incidents();
  const { id } = incidents.add(detection(0, 'high'), 'First');
  const displaced = Array.from({ length: 1000 }, (_, index) => incidents.add(detection(index + 1, 'high'), 'Later').displaced);
  expect(displaced.filter((incident) => incident !== undefined)).toMatchObject([
    { id, state: 'closed', feedback: null, note: expect.stringContaining('make room') },
  ]);
});
