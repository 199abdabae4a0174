import type { Detection, Exchange, ExportKind, Severity } from '@airside/domain';
import { printable } from '@airside/domain';

import type { AuditRecord } from '../../directory/store.ts';
import { type ExportedIncident, type ExportedSanction, type ExportRecord, isRefused, severityOfExchange } from '../record.ts';
import {
  auditMessage,
  detectionMessage,
  exchangeMessage,
  incidentId,
  incidentMessage,
  ipOf,
  refusal,
  sanctionMessage,
  sanctionTime,
  subjectId,
  subjectsOf,
} from './common.ts';
import type { FieldTables, Format } from './format.ts';
import { type Field, field } from './table.ts';

const DEVICE_VERSION = '1';
const LONGEST_VALUE = 4000;
const LONGEST_HEADER_VALUE = 500;
const LEAST_FAILURE = 400;

/** From 0 to 10, as the format has them. */
const SEVERITIES = { info: 1, low: 3, medium: 5, high: 8, critical: 10 } as const satisfies Record<Severity, number>;

/** A custom field and the label that says what it is. */
function labelled<Value>(name: string, label: string, means: string, from: Field<Value>['from']): readonly Field<Value>[] {
  return [
    field(name, means, from),
    field(`${name}Label`, `Always \`${label}\`, where \`${name}\` is there`, (value) => (isThere(from(value)) ? label : undefined)),
  ];
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}

const exchangeFields: readonly Field<Exchange>[] = [
  field('rt', 'When, in milliseconds since 1970', ({ time }) => Date.parse(time)),
  field('externalId', 'Id of the request', ({ id }) => id),
  field('act', '`allowed` or `blocked`', (exchange) => (isRefused(exchange) ? 'blocked' : 'allowed')),
  field('outcome', '`success` or `failure`, by the status', ({ status }) => (status < LEAST_FAILURE ? 'success' : 'failure')),
  field('reason', 'Why it was refused, in full', (exchange) => refusal(exchange)?.reason),
  field('app', 'Always `HTTP`', () => 'HTTP'),
  field('src', 'Address of the caller', ({ client }) => ipOf(client.address)),
  field('suser', 'Who called', ({ principal }) => principal?.subject),
  field('suid', 'Id of the consumer', ({ principal }) => principal?.consumer),
  field('dhost', 'Host', ({ host }) => (host === '' ? undefined : host)),
  field('requestMethod', 'Method', ({ method }) => (method === '' ? undefined : method)),
  field('request', 'Path and query', ({ path, query }) => (path === '' ? undefined : `${path}${query === '' ? '' : `?${query}`}`)),
  field('requestClientApplication', '`User-Agent`', ({ client }) => client.userAgent),
  field('in', 'Bytes of the body of the request', ({ requestBytes }) => requestBytes),
  field('out', 'Bytes of the body of the answer', ({ responseBytes }) => responseBytes),
  ...labelled<Exchange>('cn1', 'status', 'Status of the answer', ({ status }) => status),
  ...labelled<Exchange>('cn2', 'durationMs', 'Milliseconds to the end of the answer', ({ durationMs }) => Math.round(durationMs)),
  ...labelled<Exchange>('cs1', 'api', 'Id of the API', ({ api }) => api),
  ...labelled<Exchange>('cs2', 'operation', 'Id of the operation', ({ operation }) => operation),
  ...labelled<Exchange>('cs3', 'policy', 'The policy that refused', (exchange) => refusal(exchange)?.policy),
  ...labelled<Exchange>('cs4', 'firewallRule', 'The first firewall rule that matched', ({ firewall }) => firewall?.matches[0]?.rule),
  ...labelled<Exchange>('cs5', 'credential', 'Names the credential', ({ principal }) => principal?.credential),
  ...labelled<Exchange>('cs6', 'addressHash', 'What stands for the address, where it is hashed', ({ client }) =>
    ipOf(client.address) === undefined ? client.address : undefined,
  ),
];

const detectionFields: readonly Field<Detection>[] = [
  field('rt', 'When it was noticed, in milliseconds since 1970', ({ time }) => Date.parse(time)),
  field('externalId', 'Id of the detection', ({ id }) => id),
  field('start', 'Time of the first request that counts towards it', ({ first }) => Date.parse(first)),
  field('end', 'Time of the last one', ({ last }) => Date.parse(last)),
  field('cnt', 'Requests that count towards it', ({ count }) => count),
  field('src', 'Address of the caller', (detection) => ipOf(subjectId(subjectsOf(detection), 'address') ?? '')),
  field('suser', 'Who called', (detection) => subjectId(subjectsOf(detection), 'user')),
  field('msg', 'What was learned and seen', detectionMessage),
  ...labelled<Detection>('cs1', 'api', 'Id of the API', ({ api }) => api),
  ...labelled<Detection>('cs2', 'operation', '`METHOD /template`', ({ operation }) => operation),
  ...labelled<Detection>('cs3', 'subject', 'Who it is about', ({ subject }) => `${subject.kind}:${subject.id}`),
  ...labelled<Detection>('cn1', 'risk', 'Risk of the caller, from 0 to 100', ({ risk }) => Math.round(risk)),
  ...labelled<Detection>('cn2', 'confidence', 'From 0 to 100', ({ confidence }) => Math.round(confidence * 100)),
];

const incidentFields: readonly Field<ExportedIncident>[] = [
  field('rt', 'When, in milliseconds since 1970', ({ time }) => Date.parse(time)),
  field('externalId', 'Id of this state of the incident', incidentId),
  field('act', '`opened`, `changed` or `closed`', ({ change }) => change),
  field('start', 'Time of the first request that counts towards it', ({ incident }) => Date.parse(incident.first)),
  field('end', 'Time of the last one', ({ incident }) => Date.parse(incident.last)),
  field('cnt', 'How many requests', ({ incident }) => incident.requests),
  field('msg', 'Its title', ({ incident }) => incident.title),
  ...labelled<ExportedIncident>('cs1', 'apis', 'The APIs', ({ incident }) => incident.apis.join(',')),
  ...labelled<ExportedIncident>('cs2', 'indicators', 'Ids of the indicators', ({ incident }) =>
    incident.indicators.map(({ id }) => id).join(','),
  ),
  ...labelled<ExportedIncident>('cs3', 'incident', 'Id of the incident', ({ incident }) => incident.id),
  ...labelled<ExportedIncident>('cs4', 'feedback', 'What a person said of it', ({ incident }) => incident.feedback),
  ...labelled<ExportedIncident>('cn1', 'risk', 'From 0 to 100', ({ incident }) => Math.round(incident.risk)),
  ...labelled<ExportedIncident>('cn2', 'subjects', 'How many take part', ({ incident }) => incident.subjectCount),
];

const sanctionFields: readonly Field<ExportedSanction>[] = [
  field('rt', 'When, in milliseconds since 1970', (value) => Date.parse(sanctionTime(value))),
  field('externalId', 'Id of this state of the sanction', ({ sanction, change }) => `${sanction.id}/${change}`),
  field('act', '`imposed` or `undone`', ({ change }) => change),
  field('start', 'When it began', ({ sanction }) => Date.parse(sanction.created)),
  field('end', 'When it ends, or ended', ({ sanction }) => Date.parse(sanction.undone?.time ?? sanction.expires)),
  field('reason', 'Why', ({ sanction }) => sanction.reason),
  field('src', 'Address of the caller', ({ sanction }) => ipOf(subjectId(sanction.match, 'address') ?? '')),
  field('suser', 'Who is hit', ({ sanction }) => subjectId(sanction.match, 'user')),
  field('msg', 'All of it in one line', sanctionMessage),
  ...labelled<ExportedSanction>('cs1', 'api', 'At this API only', ({ sanction }) => sanction.api),
  ...labelled<ExportedSanction>('cs2', 'match', 'Who it hits: all of it has to fit', ({ sanction }) =>
    sanction.match.map(({ kind, id }) => `${kind}:${id}`).join(','),
  ),
  ...labelled<ExportedSanction>('cs3', 'by', 'Who ordered it', ({ sanction }) => sanction.by),
  ...labelled<ExportedSanction>('cs4', 'dryRun', 'It is only counted what it would have hit', ({ sanction }) => sanction.dryRun),
  ...labelled<ExportedSanction>('cs5', 'incident', 'Id of the incident', ({ sanction }) => sanction.incident),
  ...labelled<ExportedSanction>('cs6', 'sanction', 'Id of the sanction', ({ sanction }) => sanction.id),
];

const auditFields: readonly Field<AuditRecord>[] = [
  field('rt', 'When, in milliseconds since 1970', ({ timeMs }) => timeMs),
  field('externalId', 'Number of the record', ({ sequence }) => sequence),
  field('suser', 'Who changed it', ({ actor }) => actor),
  field('msg', 'All of it in one line', auditMessage),
  ...labelled<AuditRecord>('cs1', 'kind', '`consumer`, `application`, `plan`, `group`, `key` or `client`', ({ kind }) => kind),
  ...labelled<AuditRecord>('cs2', 'id', 'Id of the record', ({ id }) => id),
  ...labelled<AuditRecord>('cs3', 'before', 'The record as it was before, as JSON', ({ before }) => before && JSON.stringify(before)),
  ...labelled<AuditRecord>('cs4', 'after', 'The record as it is now, as JSON', ({ after }) => after && JSON.stringify(after)),
];

const tables: FieldTables = {
  exchange: exchangeFields,
  detection: detectionFields,
  incident: incidentFields,
  sanction: sanctionFields,
  audit: auditFields,
};

/** What stands in the header: the id of the event, its name and its severity. */
export const CEF_HEADERS: Readonly<Record<ExportKind, string>> = {
  exchange: 'name of the problem or `exchange`; method, path and status; 1, 3 or 5',
  detection: 'id of the indicator; the same; by severity',
  incident: '`incident-opened`, `-changed` or `-closed`; the title; by severity',
  sanction: '`sanction-` and what is done; all of it in one line; 5',
  audit: 'the action, such as `key.rotate`; all of it in one line; 1',
};

/** Common Event Format, version 0 of the header. */
export const CEF: Format = { name: 'cef', tables, lineOf };

function lineOf(record: ExportRecord): string {
  switch (record.kind) {
    case 'exchange': {
      const { value } = record;
      return line(value.problem ?? 'exchange', exchangeMessage(value), severityOfExchange(value), tables.exchange, value);
    }
    case 'detection':
      return line(record.value.indicator, record.value.indicator, record.value.severity, tables.detection, record.value);
    case 'incident': {
      const { value } = record;
      return line(`incident-${value.change}`, incidentMessage(value), value.incident.severity, tables.incident, value);
    }
    case 'sanction':
      return line(`sanction-${record.value.sanction.action}`, sanctionMessage(record.value), 'medium', tables.sanction, record.value);
    case 'audit':
      return line(record.value.action, auditMessage(record.value), 'info', tables.audit, record.value);
  }
}

function line<Value>(id: string, name: string, severity: Severity, fields: readonly Field<Value>[], value: Value): string {
  const header = ['CEF:0', 'Airside', 'Airside', DEVICE_VERSION, id, name].map(headerValue).join('|');
  const extension = fields.flatMap(({ name: key, from }) => {
    const found = from(value);
    return isThere(found) ? [`${key}=${extensionValue(String(found))}`] : [];
  });
  return `${header}|${SEVERITIES[severity]}|${extension.join(' ')}`;
}

/** In the header a backslash and a bar are escaped, and there are no line breaks. */
function headerValue(text: string): string {
  return printable(text.slice(0, LONGEST_HEADER_VALUE)).replaceAll(/[\\|]/g, '\\$&');
}

/** In the extension a backslash and an equals sign are escaped, so that no value begins another key; line breaks and their kin become visible. */
function extensionValue(text: string): string {
  return printable(text.slice(0, LONGEST_VALUE)).replaceAll(/[\\=]/g, '\\$&');
}
