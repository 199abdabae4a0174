import type { WebhookScheme } from '@airside/domain';

import type { CredentialRequest } from '../authenticator.ts';

/** What a webhook's fields say. */
export interface WebhookFields {
  /** Those in a form that can verify, decoded. */
  readonly signatures: readonly Uint8Array[];
  /** As it is signed. */
  readonly timestamp: string;
  readonly timestampMs: number | undefined;
  readonly id: string;
}

/** Each is compared with what every secret yields. */
const MOST_SIGNATURES = 8;
const LONGEST_FIELD = 4096;
const LONGEST_ID = 256;

/** Reads them; a text says what is wrong. */
export function readWebhook(request: CredentialRequest, scheme: WebhookScheme): WebhookFields | string {
  const field = request.header(scheme.signatureField) ?? '';
  if (field.length > LONGEST_FIELD) return `${scheme.signatureField} is too long`;
  const entries = scheme.form.separator === undefined ? [field] : field.split(scheme.form.separator).map((entry) => entry.trim());
  const signatures = readSignatures(entries, scheme);
  if (signatures.length === 0) return `${scheme.signatureField} holds no signature in the form of the scheme`;
  if (signatures.length > MOST_SIGNATURES) return `${scheme.signatureField} holds more than ${MOST_SIGNATURES} signatures`;
  const timestamp = readTimestamp(request, entries, scheme);
  if (timestamp === undefined) return 'webhook has no time, or not just one';
  const id = scheme.idField === undefined ? '' : request.header(scheme.idField);
  // A point would make id and time readable in two ways where a point stands between them.
  if (id === undefined || (scheme.idField !== undefined && !/^[\x21-\x2d\x2f-\x7e]+$/.test(id)) || id.length > LONGEST_ID) {
    return `${scheme.idField} is missing or malformed`;
  }
  return { signatures, timestamp, timestampMs: scheme.timestamp === undefined ? undefined : Number(timestamp) * 1000, id };
}

function readSignatures(entries: readonly string[], { form, encoding, hash }: WebhookScheme): readonly Uint8Array[] {
  const length = hash === 'sha256' ? 32 : 64;
  return entries.flatMap((entry) => {
    if (!entry.startsWith(form.prefix)) return [];
    const text = entry.slice(form.prefix.length);
    const bytes = Buffer.from(text, encoding);
    const isCanonical = encoding === 'hex' ? bytes.toString('hex') === text.toLowerCase() : bytes.toString('base64') === text;
    return isCanonical && bytes.length === length ? [bytes] : [];
  });
}

/** The empty string for schemes without a time; undefined where it is missing, malformed or there more than once. */
function readTimestamp(request: CredentialRequest, entries: readonly string[], { timestamp }: WebhookScheme): string | undefined {
  if (timestamp === undefined) return '';
  let found: string | undefined;
  if ('field' in timestamp) found = request.header(timestamp.field);
  else {
    const { entry: prefix } = timestamp;
    const values = entries.filter((entry) => entry.startsWith(prefix));
    found = values.length === 1 ? values[0]?.slice(prefix.length) : undefined;
  }
  return found !== undefined && /^[1-9]\d{0,11}$/.test(found) ? found : undefined;
}
