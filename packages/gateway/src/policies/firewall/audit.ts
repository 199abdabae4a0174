import { isSecretName, REDACTED } from '@airside/domain';
import { type AuditRecord, auditRecord, nativeAuditRecord, type Transaction } from '@airside/seclang';

import type { AppendLog } from '../../record/append-log.ts';
import { redactPath } from '../../record/redact/path.ts';
import { redactQuery } from '../../record/redact/query.ts';
import { redactText } from '../../record/redact/text.ts';
import type { AuditLogOptions } from './audit-log-options.ts';

const LARGEST_BODY = 16 * 1024;
const MOST_MESSAGES = 50;
const LARGEST_RECORD = 256 * 1024;

/**
 * Writes the audit record of a transaction that has ended, under the id of its request, where its rules want one. `secretFields` in lower case: fields
 * that carry credentials, whatever their names sound like.
 */
export function auditWriter(
  { format }: AuditLogOptions,
  log: AppendLog,
  secretFields: readonly string[],
): (transaction: Transaction, request: AuditedRequest) => void {
  const secretHeaders = { has: (name: string) => secretFields.includes(name) || name === 'airside-identity' || isSecretName(name) };
  const secretArguments = { has: isSecretName };
  return (transaction, { id, parameters }) => {
    const made = auditRecord(transaction, { secretHeaders, secretArguments });
    if (made === undefined) return;
    const clean = cleaner(parameters);
    const record = mapTexts({ ...bounded(made), transaction: { ...made.transaction, id } }, clean);
    const written = bytesOf(record, format);
    log.append(written.length > LARGEST_RECORD ? bytesOf(smallest(record), format) : written);
  };
}

/** What is known of the request beside what its transaction knows. */
interface AuditedRequest {
  readonly id: string;
  /** Of its path, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Texts of records are byte strings: as bytes in ModSecurity's format, as characters in JSON, which has to be UTF-8. */
function bytesOf(record: AuditRecord, format: AuditLogOptions['format']): Buffer {
  return format === 'json' ? Buffer.from(`${JSON.stringify(record)}\n`) : Buffer.from(nativeAuditRecord(record), 'latin1');
}

/** Takes secrets out of any text of a record: the request line, fields, bodies, and what rules quote of them. */
function cleaner(parameters: AuditedRequest['parameters']): (text: string) => string {
  const secrets = Object.entries(parameters).flatMap(([name, value]) =>
    isSecretName(name) && value !== '' ? [value, encodeURIComponent(value)] : [],
  );
  return (text) => {
    const line = REQUEST_LINE.exec(text);
    const shortened = line === null ? text : `${line[1]}${redactPath(line[2] ?? '', null)}?${redactQuery(line[3] ?? '')}${line[4]}`;
    return redactText(secrets.reduce((rest, secret) => rest.replaceAll(secret, REDACTED), shortened));
  };
}

/** Method, path, query and protocol, where there is a query. */
const REQUEST_LINE = /^([A-Z]{1,32} )([^ ?]*)\?([^ ]*)( HTTP\/\S{1,8})$/;

/** The same value with each text in it replaced. A record is as deep as its type says. */
function mapTexts<T>(value: T, map: (text: string) => string): T {
  if (typeof value === 'string') return map(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => mapTexts(item, map)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapTexts(item as unknown, map)])) as T;
}

/** What is long is cut. */
function bounded(record: AuditRecord): AuditRecord {
  const { request, response, messages } = record;
  return {
    ...record,
    request: { ...request, ...(request.body !== undefined && { body: request.body.slice(0, LARGEST_BODY) }) },
    response: { ...response, ...(response.body !== undefined && { body: response.body.slice(0, LARGEST_BODY) }) },
    ...(messages !== undefined && { messages: messages.slice(0, MOST_MESSAGES) }),
  };
}

/** Who, what and which rules, of a record that would be too large with its details. */
function smallest({ transaction, request, response, messages = [] }: AuditRecord): AuditRecord {
  return {
    transaction,
    request: { line: request.line.slice(0, LARGEST_BODY) },
    response: { status: response.status },
    messages: messages.slice(0, MOST_MESSAGES).map(({ id, severity }) => ({ id, msg: '', data: '', severity, tags: [], alerts: [] })),
  };
}
