import { z } from 'zod';

import { identifier } from '../scalars.ts';
import { secret } from '../secret.ts';
import { clientRegistration } from './client-registration.ts';

/** For what somebody may by mistake fill with the secret itself: a message about it never shows what was found. */
const CONCEALED = { 'x-concealed': true };

const scopes = z.array(z.string().min(1)).max(1000);

const apiKey = z
  .strictObject({
    id: identifier().describe('Names the key in records.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'expected 64 hexadecimal digits (lower case)' })
      .meta(CONCEALED)
      .optional()
      .describe('SHA-256 of the key, as `airside credential api-key` prints it.'),
    key: secret(20).optional().describe('The key itself, as a reference: `${env:NAME}` or `${file:PATH}`.'),
    scopes: scopes.optional().describe("Scopes of this key; the consumer's where absent."),
    expires: z.iso.datetime({ offset: true }).optional().describe('The key is refused from this time on (RFC 3339).'),
  })
  .refine((value) => (value.sha256 === undefined) !== (value.key === undefined), { error: 'expected exactly one of sha256 and key' })
  .describe('An API key: its hash, or the key itself by reference.');

const basicLogin = z
  .strictObject({
    username: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[^:\p{Cc}]+$/u, { error: 'expected a user name without colon and control characters' })
      .describe('The user name; no colon, at most 128 characters.'),
    passwordHash: z
      .string()
      .regex(/^\$argon2id\$v=19\$m=\d{1,7},t=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{22,86}$/, {
        error: 'expected an argon2id hash in PHC form, as `airside credential password` prints it',
      })
      .meta(CONCEALED)
      .describe('Argon2id hash in PHC form, as `airside credential password` prints it.'),
    scopes: scopes.optional().describe("Scopes of this login; the consumer's where absent."),
  })
  .describe('A user name with its password.');

const client = z
  .strictObject({
    issuer: identifier().describe('Name of an entry of `issuers`, or `airside` for the authorization server within.'),
    clientId: z.string().min(1).describe('The client id in its tokens.'),
    registration: clientRegistration.optional().describe('For clients of the issuer `airside`, and only for those.'),
  })
  .describe('A client at an identity provider.');

export const consumer = z
  .strictObject({
    name: z.string().optional().describe('What people call it.'),
    contact: z.string().optional().describe('Whom to ask about it.'),
    scopes: scopes.default([]).describe('Scopes of its keys and logins.'),
    apiKeys: z.array(apiKey).max(100).prefault([]).describe('Keys that it sends in a header field.'),
    logins: z.array(basicLogin).max(100).default([]).describe('User names and passwords for Basic authentication.'),
    clients: z.array(client).max(100).default([]).describe('Its clients at identity providers.'),
  })
  .describe('An organisation or application that calls APIs.');
