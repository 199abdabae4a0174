import type { Detection, Exchange, Severity } from '@airside/domain';

import type { AuditRecord } from '../../directory/store.ts';
import { type ExportedIncident, type ExportedSanction, isRefused, severityOfExchange } from '../record.ts';
import {
  auditMessage,
  detectionMessage,
  exchangeMessage,
  incidentId,
  incidentMessage,
  ipOf,
  refusal,
  SEVERITY_NUMBERS,
  sanctionMessage,
  sanctionTime,
  subjectId,
  subjectsOf,
  systemNumber,
} from './common.ts';
import { jsonFormat } from './json.ts';
import { type Field, field } from './table.ts';

const ECS_VERSION = '8.17.0';
const NANOSECONDS = 1e6;
const LEAST_FAILURE = 400;

interface Described<Value> {
  readonly dataset: string;
  readonly kind: 'event' | 'alert';
  readonly category: readonly string[];
  readonly type: (value: Value) => readonly string[];
  readonly severity: (value: Value) => Severity;
  readonly id: (value: Value) => string;
  readonly time: (value: Value) => string;
  readonly action: (value: Value) => string;
  readonly message: (value: Value) => string;
}

function baseFields<Value>({
  dataset,
  kind,
  category,
  type,
  severity,
  id,
  time,
  action,
  message,
}: Described<Value>): readonly Field<Value>[] {
  return [
    field('@timestamp', 'When', time),
    field('ecs.version', `Always \`${ECS_VERSION}\``, () => ECS_VERSION),
    field('event.kind', `Always \`${kind}\``, () => kind),
    field('event.category', `Always \`${category.join('`, `')}\``, () => category),
    field('event.type', 'As the category has them', type),
    field('event.module', 'Always `airside`', () => 'airside'),
    field('event.dataset', `Always \`${dataset}\``, () => dataset),
    field('event.id', 'Id of the event', id),
    field('event.action', 'What was done', action),
    field('event.severity', 'From 1, informational, to 5, critical', (value) => SEVERITY_NUMBERS[severity(value)]),
    field('log.level', 'Severity as a word', severity),
    field('message', 'All of it in one line', message),
    field('observer.vendor', 'Always `Airside`', () => 'Airside'),
    field('observer.product', 'Always `Airside`', () => 'Airside'),
    field('observer.type', 'Always `proxy`', () => 'proxy'),
  ];
}

const exchangeFields: readonly Field<Exchange>[] = [
  ...baseFields<Exchange>({
    dataset: 'airside.exchange',
    kind: 'event',
    category: ['web', 'api'],
    type: (exchange) => ['access', isRefused(exchange) ? 'denied' : 'allowed'],
    severity: severityOfExchange,
    id: ({ id }) => id,
    time: ({ time }) => time,
    action: ({ operation, method }) => operation ?? (method === '' ? 'none' : method),
    message: exchangeMessage,
  }),
  field('event.outcome', '`success` or `failure`, by the status', ({ status }) => (status < LEAST_FAILURE ? 'success' : 'failure')),
  field('event.duration', 'Nanoseconds to the end of the answer', ({ durationMs }) => Math.round(durationMs * NANOSECONDS)),
  field('event.reason', 'Why it was refused, in full', (exchange) => refusal(exchange)?.reason),
  field('rule.id', 'The first firewall rule that matched', ({ firewall }) => firewall?.matches[0] && String(firewall.matches[0].rule)),
  field('source.ip', 'Address of the caller', ({ client }) => ipOf(client.address)),
  field('source.address', 'The same, or what stands for it where it is hashed', ({ client }) => client.address),
  field('source.geo.country_iso_code', 'Country of the address', ({ client }) => client.country),
  field('source.as.number', 'Autonomous system of the address', ({ client }) => systemNumber(client.network)),
  field('user.name', 'Who called', ({ principal }) => principal?.subject),
  field('user.id', 'Id of the consumer', ({ principal }) => principal?.consumer),
  field('user.domain', 'Issuer of the token', ({ principal }) => principal?.issuer),
  field('user.roles', 'Its roles', ({ principal }) => principal?.roles),
  field('user_agent.original', '`User-Agent`', ({ client }) => client.userAgent),
  field('http.request.id', 'Id of the request', ({ id }) => id),
  field('http.request.method', 'Method', ({ method }) => (method === '' ? undefined : method)),
  field('http.request.body.bytes', 'Bytes of the body', ({ requestBytes }) => requestBytes),
  field('http.response.status_code', 'Status of the answer', ({ status }) => status),
  field('http.response.body.bytes', 'Bytes of the body', ({ responseBytes }) => responseBytes),
  field('url.domain', 'Host', ({ host }) => (host === '' ? undefined : host)),
  field('url.path', 'Path', ({ path }) => (path === '' ? undefined : path)),
  field('url.query', 'Query', ({ query }) => (query === '' ? undefined : query)),
  field('service.name', 'Id of the API', ({ api }) => api),
  field('trace.id', 'W3C trace context', ({ trace }) => trace?.id),
  field('span.id', 'W3C trace context', ({ trace }) => trace?.span),
  field('airside.problem', 'Name of the problem, where the gateway refused', ({ problem }) => problem),
  field('airside.policy', 'The policy that refused', (exchange) => refusal(exchange)?.policy),
  field('airside.template', 'Path template of the operation', ({ template }) => template),
  field('airside.credential', 'Names the credential', ({ principal }) => principal?.credential),
  field('airside.session', 'Names the session', ({ client }) => client.session),
  field('airside.fingerprint', 'How the client does TLS (JA4)', ({ client }) => client.fingerprint),
  field('airside.claimed', 'Who the caller said to be without having shown it', ({ claimed }) => claimed),
  field('airside.upstream', 'Server that answered', ({ upstream }) => upstream?.origin),
];

const detectionFields: readonly Field<Detection>[] = [
  ...baseFields<Detection>({
    dataset: 'airside.detection',
    kind: 'alert',
    category: ['intrusion_detection'],
    type: () => ['info'],
    severity: ({ severity }) => severity,
    id: ({ id }) => id,
    time: ({ time }) => time,
    action: ({ indicator }) => indicator,
    message: detectionMessage,
  }),
  field('event.start', 'Time of the first request that counts towards it', ({ first }) => first),
  field('event.end', 'Time of the last one', ({ last }) => last),
  field('event.risk_score', 'Risk of the caller, from 0 to 100', ({ risk }) => risk),
  field('rule.id', 'Id of the indicator', ({ indicator }) => indicator),
  field('rule.name', 'Id of the indicator', ({ indicator }) => indicator),
  field('source.ip', 'Address of the caller', (detection) => ipOf(subjectId(subjectsOf(detection), 'address') ?? '')),
  field('source.address', 'The same, or what stands for it', (detection) => subjectId(subjectsOf(detection), 'address')),
  field('user.name', 'Who called', (detection) => subjectId(subjectsOf(detection), 'user')),
  field('service.name', 'Id of the API', ({ api }) => api),
  field('airside.operation', '`METHOD /template`', ({ operation }) => operation),
  field('airside.subjects', 'Who it is about, by all names', (detection) => subjectsOf(detection).map(({ kind, id }) => `${kind}:${id}`)),
  field('airside.evidence', 'What was learned and seen', ({ evidence }) => evidence),
  field('airside.confidence', 'From 0 to 1', ({ confidence }) => confidence),
  field('airside.requests', 'Requests that count towards it', ({ count }) => count),
  field('airside.exchanges', 'Ids of requests to look at', ({ exchanges }) => exchanges),
  field('airside.succeeded', 'The API answered at least one of them with success', ({ succeeded }) => succeeded),
];

const incidentFields: readonly Field<ExportedIncident>[] = [
  ...baseFields<ExportedIncident>({
    dataset: 'airside.incident',
    kind: 'alert',
    category: ['intrusion_detection'],
    type: () => ['info'],
    severity: ({ incident }) => incident.severity,
    id: incidentId,
    time: ({ time }) => time,
    action: ({ change }) => `incident-${change}`,
    message: incidentMessage,
  }),
  field('event.start', 'Time of the first request that counts towards it', ({ incident }) => incident.first),
  field('event.end', 'Time of the last one', ({ incident }) => incident.last),
  field('event.risk_score', 'From 0 to 100', ({ incident }) => incident.risk),
  field('airside.incident', 'Id of the incident', ({ incident }) => incident.id),
  field('airside.state', '`open` or `closed`', ({ incident }) => incident.state),
  field('airside.title', 'Its title', ({ incident }) => incident.title),
  field('airside.indicators', 'Ids of the indicators', ({ incident }) => incident.indicators.map(({ id }) => id)),
  field('airside.apis', 'The APIs', ({ incident }) => incident.apis),
  field('airside.operations', 'The operations', ({ incident }) => incident.operations),
  field('airside.subjects', 'Who takes part', ({ incident }) => incident.subjects.map(({ kind, id }) => `${kind}:${id}`)),
  field('airside.subject_count', 'How many take part', ({ incident }) => incident.subjectCount),
  field('airside.detections', 'How many detections', ({ incident }) => incident.detections),
  field('airside.requests', 'How many requests', ({ incident }) => incident.requests),
  field('airside.succeeded', 'The API answered at least one request with success', ({ incident }) => incident.succeeded),
  field('airside.feedback', 'What a person said of it', ({ incident }) => incident.feedback),
  field('airside.note', 'What a person noted', ({ incident }) => incident.note),
];

const sanctionFields: readonly Field<ExportedSanction>[] = [
  ...baseFields<ExportedSanction>({
    dataset: 'airside.sanction',
    kind: 'event',
    category: ['configuration'],
    type: ({ change }) => [change === 'imposed' ? 'creation' : 'deletion'],
    severity: () => 'medium',
    id: ({ sanction, change }) => `${sanction.id}/${change}`,
    time: sanctionTime,
    action: ({ sanction, change }) => `${sanction.action}-${change}`,
    message: sanctionMessage,
  }),
  field('event.reason', 'Why', ({ sanction }) => sanction.reason),
  field('event.start', 'When it began', ({ sanction }) => sanction.created),
  field('event.end', 'When it ends, or ended', ({ sanction }) => sanction.undone?.time ?? sanction.expires),
  field('source.ip', 'Address of the caller', ({ sanction }) => ipOf(subjectId(sanction.match, 'address') ?? '')),
  field('user.name', 'Who is hit', ({ sanction }) => subjectId(sanction.match, 'user')),
  field('service.name', 'At this API only', ({ sanction }) => sanction.api),
  field('airside.sanction', 'Id of the sanction', ({ sanction }) => sanction.id),
  field('airside.match', 'Who it hits: all of it has to fit', ({ sanction }) => sanction.match.map(({ kind, id }) => `${kind}:${id}`)),
  field('airside.dry_run', 'It is only counted what it would have hit', ({ sanction }) => sanction.dryRun),
  field('airside.by', 'Who ordered it', ({ sanction }) => sanction.by),
  field('airside.undone_by', 'Who undid it', ({ sanction }) => sanction.undone?.by),
  field('airside.incident', 'Id of the incident', ({ sanction }) => sanction.incident),
];

const auditFields: readonly Field<AuditRecord>[] = [
  ...baseFields<AuditRecord>({
    dataset: 'airside.audit',
    kind: 'event',
    category: ['iam'],
    type: ({ before, after }) => ['admin', before === null ? 'creation' : after === null ? 'deletion' : 'change'],
    severity: () => 'info',
    id: ({ sequence }) => `audit/${sequence}`,
    time: ({ timeMs }) => new Date(timeMs).toISOString(),
    action: ({ action }) => action,
    message: auditMessage,
  }),
  field('user.name', 'Who changed it', ({ actor }) => actor),
  field('airside.record.kind', '`consumer`, `application`, `plan`, `group`, `key` or `client`', ({ kind }) => kind),
  field('airside.record.id', 'Id of the record', ({ id }) => id),
  field('airside.record.before', 'The record as it was before, as JSON text', ({ before }) => before && JSON.stringify(before)),
  field('airside.record.after', 'The record as it is now, as JSON text', ({ after }) => after && JSON.stringify(after)),
];

/** Elastic Common Schema 8. What has no field there stands below `airside`. */
export const ECS = jsonFormat('ecs', {
  exchange: exchangeFields,
  detection: detectionFields,
  incident: incidentFields,
  sanction: sanctionFields,
  audit: auditFields,
});
