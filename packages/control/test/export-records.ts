import type { Detection, Exchange, Incident, Sanction } from '@airside/domain';

import type { ExportRecord } from '../src/export/record.ts';
import { exchangeWith } from './exchange.ts';

const TIME = '2026-11-01T12:00:00.000Z';

export function detectionWith(fields: Partial<Detection> = {}): Detection {
  return {
    id: 'd1',
    time: TIME,
    first: '2026-11-01T11:50:00.000Z',
    last: TIME,
    indicator: 'object-enumeration',
    severity: 'high',
    confidence: 0.93,
    risk: 81.5,
    api: 'shop',
    operation: 'GET /orders/{id}',
    subject: { kind: 'user', id: 'https://id.example#alice' },
    alsoKnownAs: [
      { kind: 'address', id: '192.0.2.7' },
      { kind: 'credential', id: 'key-1' },
    ],
    evidence: [
      {
        variable: 'distinct objects in an hour',
        learned: 'at most 14 for 99 % of callers',
        seen: 'alice from 192.0.2.7 read 640',
        surprise: 9.1,
        since: '2026-10-01T00:00:00.000Z',
        observations: 120_000,
      },
    ],
    exchanges: ['r1', 'r2'],
    count: 640,
    succeeded: true,
    ...fields,
  };
}

export function incidentWith(fields: Partial<Incident> = {}): Incident {
  return {
    id: 'i1',
    state: 'open',
    title: 'Enumeration of orders by alice',
    severity: 'high',
    risk: 81.5,
    opened: TIME,
    first: '2026-11-01T11:50:00.000Z',
    last: TIME,
    closed: null,
    indicators: [{ id: 'object-enumeration', detections: 3 }],
    apis: ['shop'],
    operations: ['GET /orders/{id}'],
    subjects: [{ kind: 'user', id: 'alice', detections: 3 }],
    subjectCount: 1,
    detections: 3,
    requests: 640,
    succeeded: true,
    feedback: null,
    note: null,
    ...fields,
  };
}

export function sanctionWith(fields: Partial<Sanction> = {}): Sanction {
  return {
    id: 's1',
    action: 'block',
    match: [
      { kind: 'address', id: '192.0.2.7' },
      { kind: 'user', id: 'alice' },
    ],
    api: null,
    requestsPerMinute: null,
    dryRun: false,
    created: TIME,
    expires: '2026-11-01T13:00:00.000Z',
    by: 'response:block',
    reason: 'risk 81 of alice',
    incident: 'i1',
    undone: null,
    ...fields,
  };
}

export function refusedExchange(fields: Partial<Exchange> = {}): Exchange {
  return exchangeWith({
    id: 'r1',
    status: 403,
    problem: 'request-blocked',
    verdicts: [{ policy: 'firewall', checkpoint: 'firewall', outcome: 'refuse', reason: 'score 15 reached 5', durationUs: 80 }],
    firewall: { score: 15, matches: [{ rule: 942100, variables: ['ARGS:q'] }] },
    ...fields,
  });
}

/** A record of each kind, and of each thing that may have become of it. */
export function exportRecords(): readonly ExportRecord[] {
  const audit = { sequence: 7, timeMs: Date.parse(TIME), actor: 'os:root', kind: 'consumer', id: 'acme' } as const;
  return [
    { kind: 'exchange', value: exchangeWith({ id: 'r0' }) },
    { kind: 'exchange', value: refusedExchange() },
    {
      kind: 'exchange',
      value: exchangeWith({
        method: '',
        host: '',
        path: '',
        api: null,
        operation: null,
        template: null,
        principal: null,
        upstream: null,
        query: '',
        status: 400,
        problem: 'request-malformed',
      }),
    },
    { kind: 'detection', value: detectionWith() },
    {
      kind: 'detection',
      value: detectionWith({ api: null, operation: null, subject: { kind: 'network', id: 'AS64500' }, alsoKnownAs: [] }),
    },
    { kind: 'incident', value: { incident: incidentWith(), change: 'opened', time: TIME } },
    {
      kind: 'incident',
      value: {
        incident: incidentWith({ state: 'closed', closed: TIME, feedback: 'false', note: 'a load test' }),
        change: 'closed',
        time: TIME,
      },
    },
    { kind: 'sanction', value: { sanction: sanctionWith(), change: 'imposed' } },
    { kind: 'sanction', value: { sanction: sanctionWith({ undone: { time: TIME, by: 'person:root' } }), change: 'undone' } },
    { kind: 'audit', value: { ...audit, action: 'consumer.create', before: null, after: { id: 'acme', scopes: [] } } },
    { kind: 'audit', value: { ...audit, action: 'consumer.remove', before: { id: 'acme' }, after: null } },
  ];
}
