import { z } from 'zod';

import { identifier } from '../scalars.ts';
import { secret } from '../secret.ts';

const LEAST_SECRET_CHARACTERS = 16;
const field = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, { error: 'expected the name of a header field' });

/** A scheme that Airside does not know by name. */
const custom = z
  .strictObject({
    signatureHeader: field.describe('Field with the signature.'),
    prefix: z.string().max(32).default('').describe('What stands before the signature.'),
    encoding: z.enum(['hex', 'base64']).default('hex').describe('How the signature is written.'),
    hash: z.enum(['sha256', 'sha512']).default('sha256').describe('Hash function of the HMAC.'),
    timestampHeader: field.optional().describe('Field with the time, in seconds since 1970.'),
    idHeader: field.optional().describe("Field with the message's id."),
    content: z
      .string()
      .max(256)
      .default('{body}')
      .describe('What is signed: `{id}`, `{timestamp}` and `{body}` stand for these, everything else for itself.'),
    secretEncoding: z.enum(['utf8', 'base64']).default('utf8').describe('How the secrets are written.'),
  })
  .refine(({ content }) => count(content, '{body}') === 1, { error: 'expected {body} once in content', path: ['content'] })
  .refine(({ content, timestampHeader }) => count(content, '{timestamp}') === (timestampHeader === undefined ? 0 : 1), {
    error: 'expected {timestamp} once in content where timestampHeader is set: a time that is not signed proves nothing',
    path: ['content'],
  })
  .refine(({ content, idHeader }) => count(content, '{id}') === (idHeader === undefined ? 0 : 1), {
    error: 'expected {id} once in content where idHeader is set: an id that is not signed proves nothing',
    path: ['content'],
  })
  .describe('Where a scheme of its own puts things, and what it signs.');

export const consumerWebhook = z
  .strictObject({
    id: identifier().describe('Names the sender in records.'),
    scheme: z.enum(['standard-webhooks', 'github', 'stripe', 'slack', 'custom']).describe('How the sender signs.'),
    custom: custom.optional().describe('For the scheme `custom`.'),
    secrets: z
      .array(secret(LEAST_SECRET_CHARACTERS))
      .min(1)
      .max(4)
      .describe('The shared secret, each as a reference; more than one while it is changed.'),
    scopes: z.array(z.string().min(1)).max(1000).optional().describe("Scopes of this sender; the consumer's where absent."),
  })
  .refine(({ scheme, custom }) => (scheme === 'custom') === (custom !== undefined), {
    error: 'expected custom with the scheme custom, and with no other',
  })
  .describe('A sender of webhooks.');

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
