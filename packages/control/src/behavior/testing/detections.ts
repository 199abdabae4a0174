import type { Detection, Exchange, Incident, Subject } from '@airside/domain';

let made = 0;

/** A detection at the API `orders` by a caller at 192.0.2.1 unless told otherwise. */
export function detectionOf(more: Partial<Detection> = {}): Detection {
  const time = new Date().toISOString();
  return {
    id: `d-${++made}`,
    time,
    first: time,
    last: time,
    indicator: 'probing',
    severity: 'high',
    confidence: 0.9,
    risk: 95,
    api: 'orders',
    operation: 'GET /orders/{orderId}',
    subject: { kind: 'address', id: '192.0.2.1' },
    alsoKnownAs: [],
    evidence: [{ variable: 'refused requests an hour', learned: 'at most 3', seen: '200', surprise: 9, since: time, observations: 5000 }],
    exchanges: ['e1'],
    count: 200,
    succeeded: false,
    ...more,
  };
}

/** The incident that a detection opens. */
export function incidentOf(detection: Detection, more: Partial<Incident> = {}): Incident {
  const { time, first, last, severity, risk, indicator, api, operation, subject, count, succeeded } = detection;
  return {
    id: `i-${detection.id}`,
    state: 'open',
    title: `${indicator} at ${api}`,
    severity,
    risk,
    opened: time,
    first,
    last,
    closed: null,
    indicators: [{ id: indicator, detections: 1 }],
    apis: api === null ? [] : [api],
    operations: operation === null ? [] : [operation],
    subjects: [{ ...subject, detections: 1 }],
    subjectCount: 1,
    detections: 1,
    requests: count,
    succeeded,
    feedback: null,
    note: null,
    ...more,
  };
}

/** An exchange of a caller that was answered by the API. */
export function exchangeOf(names: readonly Subject[], status = 200): Exchange {
  const nameOf = (kind: Subject['kind']): string | undefined => names.find((name) => name.kind === kind)?.id;
  const user = nameOf('user');
  const session = nameOf('session');
  const token = nameOf('token');
  return {
    id: `e-${++made}`,
    time: new Date().toISOString(),
    api: 'orders',
    operation: 'listOrders',
    method: 'GET',
    host: 'api.example.com',
    path: '/orders',
    template: '/orders',
    query: '',
    client: { address: nameOf('address') ?? '198.51.100.1', userAgent: null, ...(session !== undefined && { session }) },
    principal:
      user === undefined
        ? null
        : {
            kind: 'apiKey',
            subject: user,
            consumer: user,
            credential: nameOf('credential') ?? `key-${user}`,
            ...(token !== undefined && { token }),
          },
    verdicts: [],
    problem: null,
    status,
    upstream: { origin: 'http://127.0.0.1:1', status, durationMs: 1 },
    requestBytes: 0,
    responseBytes: 10,
    durationMs: 2,
  };
}
