import type { ListedSanction } from '@airside/control';
import type { Detection, Incident } from '@airside/domain';
import { expect, test } from 'vitest';

import { incidentDetailsText } from './incident-details-text.ts';

const TIME = '2026-01-01T00:00:00.000Z';
/** What a caller may choose: it rings, paints, clears, sets the title of a terminal, begins a line and writes from right to left. */
const EVIL = 'x\u0007\u001b[31m\u001b[2J\u001b]0;title\u0007\u009b1m\r\n\u202eevil';

const incident: Incident = {
  id: EVIL,
  state: 'open',
  title: EVIL,
  severity: 'high',
  risk: 90,
  opened: TIME,
  first: TIME,
  last: TIME,
  closed: null,
  indicators: [{ id: EVIL, detections: 1 }],
  apis: [EVIL],
  operations: [`GET /${EVIL}`],
  subjects: [{ kind: 'user', id: EVIL, detections: 1 }],
  subjectCount: 1,
  detections: 1,
  requests: 1,
  succeeded: true,
  feedback: null,
  note: EVIL,
};
const detection: Detection = {
  id: 'd',
  time: TIME,
  first: TIME,
  last: TIME,
  indicator: EVIL,
  severity: 'high',
  confidence: 1,
  risk: 90,
  api: EVIL,
  operation: EVIL,
  subject: { kind: 'user', id: EVIL },
  alsoKnownAs: [{ kind: 'session', id: EVIL }],
  evidence: [{ variable: EVIL, learned: EVIL, seen: EVIL, surprise: 9, since: null, observations: 1 }],
  exchanges: [EVIL],
  count: 1,
  succeeded: true,
};

test('nothing that a caller chose acts on the terminal of whoever looks at an incident', () => {
  const sanction: ListedSanction = {
    id: 's',
    action: 'block',
    match: [{ kind: 'user', id: EVIL }],
    api: EVIL,
    requestsPerMinute: null,
    dryRun: false,
    created: TIME,
    expires: TIME,
    by: EVIL,
    reason: EVIL,
    incident: null,
    undone: { time: TIME, by: EVIL },
    hits: 0,
    stored: true,
  };
  const event = { sequence: 1, time: TIME, by: EVIL, action: EVIL, target: 's', detail: EVIL, subject: null };
  const text = incidentDetailsText({ incident, detections: [detection], sanctions: [sanction], events: [event] });
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
  expect(text.split('\n').filter((line) => line.startsWith('evil'))).toEqual([]);
  expect(text).toContain('What is done:');
});
