import { type AuditRecord, auditRecord, nativeAuditRecord, type Transaction } from '@airside/seclang';

import type { AppendLog } from '../../record/append-log.ts';
import { redactQuery } from '../../record/redact-query.ts';
import type { AuditLogOptions } from './audit-log-options.ts';

/** Fields whose values are no record's business, beside those that an API uses for keys. */
const SECRET_FIELDS = ['authorization', 'proxy-authorization', 'cookie', 'set-cookie', 'x-api-key', 'airside-identity'];
const LARGEST_BODY = 16 * 1024;
const MOST_MESSAGES = 50;
const LARGEST_RECORD = 256 * 1024;

/**
 * Writes the audit record of a transaction that has ended, where its rules want one, under the id of its request. `secretFields` in lower case.
 */
export function auditWriter(
  { format }: AuditLogOptions,
  log: AppendLog,
  secretFields: readonly string[],
): (transaction: Transaction, requestId: string) => void {
  const secretHeaders = new Set([...SECRET_FIELDS, ...secretFields]);
  return (transaction, requestId) => {
    const made = auditRecord(transaction, { secretHeaders });
    if (made === undefined) return;
    const record = { ...made, transaction: { ...made.transaction, id: requestId } };
    const written = bytesOf(bounded(record), format);
    log.append(written.length > LARGEST_RECORD ? bytesOf(smallest(record), format) : written);
  };
}

/** Texts of records are byte strings: as bytes in ModSecurity's format, as characters in JSON, which has to be UTF-8. */
function bytesOf(record: AuditRecord, format: AuditLogOptions['format']): Buffer {
  return format === 'json' ? Buffer.from(`${JSON.stringify(record)}\n`) : Buffer.from(nativeAuditRecord(record), 'latin1');
}

/** What stands in the request line for secrets is left out, and what is long is cut. */
function bounded(record: AuditRecord): AuditRecord {
  const { request, response, messages } = record;
  return {
    ...record,
    request: {
      ...request,
      line: withoutSecrets(request.line),
      ...(request.body !== undefined && { body: request.body.slice(0, LARGEST_BODY) }),
    },
    response: { ...response, ...(response.body !== undefined && { body: response.body.slice(0, LARGEST_BODY) }) },
    ...(messages !== undefined && { messages: messages.slice(0, MOST_MESSAGES) }),
  };
}

/** Who, what and which rules, of a record that would be too large with its details. */
function smallest({ transaction, request, response, messages = [] }: AuditRecord): AuditRecord {
  return {
    transaction,
    request: { line: withoutSecrets(request.line).slice(0, LARGEST_BODY) },
    response: { status: response.status },
    messages: messages.slice(0, MOST_MESSAGES).map(({ id, severity }) => ({ id, msg: '', data: '', severity, tags: [], alerts: [] })),
  };
}

function withoutSecrets(line: string): string {
  const [method = '', target = '', ...rest] = line.split(' ');
  const mark = target.indexOf('?');
  return mark === -1 ? line : [method, `${target.slice(0, mark)}?${redactQuery(target.slice(mark + 1))}`, ...rest].join(' ');
}
