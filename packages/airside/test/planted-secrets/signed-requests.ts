import { createHmac, createSecretKey, randomBytes, randomUUID } from 'node:crypto';

import { signRequest } from '@airside/identity/testing';

import type { Planted } from './credentials.ts';
import type { PlantedRequest } from './requests.ts';

/** Requests with good, used and wrong signatures (RFC 9421) and webhooks likewise, and the signatures, which nothing may hold. */
export function signedRequests({ signing }: Planted): {
  readonly requests: readonly PlantedRequest[];
  readonly needles: readonly string[];
} {
  const good = signedFields(signing.hmac);
  const wrong = signedFields(randomBytes(32).toString('base64'));
  const hook = deliveryFields(signing.slack);
  const forged = deliveryFields(randomBytes(16).toString('hex'));
  const get = (what: string, status: number, fields: Readonly<Record<string, string>>): PlantedRequest => ({
    what,
    status,
    bytes: head('GET /signed', fields),
  });
  const post = (what: string, status: number, fields: Readonly<Record<string, string>>): PlantedRequest => ({
    what,
    status,
    bytes: `${head('POST /hook', { ...fields, 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(BODY.length) })}${BODY}`,
  });
  return {
    requests: [
      get('signed request', 200, good),
      get('signed request sent again', 401, good),
      get('request with a wrong signature', 401, wrong),
      get('signature without its input', 401, { signature: wrong['signature'] ?? '' }),
      post('webhook', 200, hook),
      post('webhook sent again', 401, hook),
      post('webhook with a wrong signature', 401, forged),
      post('webhook with a signature that is none', 401, { ...forged, 'x-slack-signature': `v1=${forged['x-slack-signature']?.slice(3)}` }),
    ],
    needles: [
      ...[good, wrong].map(({ signature = '' }) => signature.slice('sig1=:'.length, -1)),
      ...[hook, forged].map((fields) => fields['x-slack-signature']?.slice('v0='.length) ?? ''),
    ],
  };
}

const HOST = 'partners.example.com';
const BODY = 'text=hello';

function head(line: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries({ Host: HOST, Connection: 'close', ...fields }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

function signedFields(hmac: string): Record<string, string> {
  const parameters = `created=${Math.floor(Date.now() / 1000)};keyid="acme-hmac";nonce="${randomUUID()}"`;
  const key = createSecretKey(Buffer.from(hmac, 'base64'));
  const signing = { algorithm: 'hmac-sha256', key, components: ['"@method"', '"@authority"', '"@path"'], parameters } as const;
  return signRequest({ method: 'GET', authority: HOST, target: '/signed' }, signing);
}

function deliveryFields(secret: string): Record<string, string> {
  const at = Math.floor(Date.now() / 1000);
  return {
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${createHmac('sha256', secret).update(`v0:${at}:${BODY}`).digest('hex')}`,
  };
}
