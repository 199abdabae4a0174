import { createHash } from 'node:crypto';

import type { AuditHeaders, AuditRecord } from './audit-record.ts';

/** An audit record in ModSecurity's own format: sections between boundaries that begin with `--` and end with the letter of the part. */
export function nativeAuditRecord(record: AuditRecord): string {
  const { transaction, request, response } = record;
  const boundary = createHash('sha256').update(transaction.id).digest('hex').slice(0, 8);
  const sections: (readonly [part: string, text: string | undefined])[] = [
    [
      'A',
      `[${transaction.timestamp}] ${transaction.id} ${transaction.clientAddress} ${transaction.clientPort} ${transaction.serverAddress} ${transaction.serverPort}`,
    ],
    ['B', request.headers === undefined ? undefined : [oneLine(request.line), ...lines(request.headers)].join('\n')],
    ['C', request.body],
    ['E', response.body],
    ['F', response.headers === undefined ? undefined : [`${response.status ?? ''}`, ...lines(response.headers)].join('\n')],
    ['H', record.messages?.flatMap(({ alerts }) => alerts.map((alert) => `Message: ${alert}`)).join('\n')],
    ['J', record.files?.map(({ field, filename, bytes }) => `${bytes} "${oneLine(filename)}" "${oneLine(field)}"`).join('\n')],
    ['Z', ''],
  ];
  return sections
    .map(([part, text]) => (text === undefined ? '' : `--${boundary}-${part}--\n${withoutBoundary(text, boundary)}\n\n`))
    .join('');
}

function lines(headers: AuditHeaders): string[] {
  return headers.map(([name, value]) => `${oneLine(name)}: ${oneLine(value)}`);
}

/** A client must not be able to begin a line, and so a section, of its own. */
function oneLine(text: string): string {
  return text.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
}

/** The boundary is made of the transaction's id, which a body that came before cannot hold; should it, it is taken out. */
function withoutBoundary(text: string, boundary: string): string {
  return text.replaceAll(`--${boundary}-`, '--boundary-');
}
