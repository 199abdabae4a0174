import { z } from 'zod';

import { identifier, network } from '../scalars.ts';
import { secret } from '../secret.ts';
import { application } from './application.ts';
import { clientRegistration } from './client-registration.ts';
import { consumerCertificate } from './consumer-certificate.ts';
import { consumerSignatureKey } from './consumer-signature-key.ts';
import { consumerWebhook } from './consumer-webhook.ts';

/** For what somebody may by mistake fill with the secret itself: a message about it never shows what was found. */
const CONCEALED = { 'x-concealed': true };

const scopes = z.array(z.string().min(1)).max(1000);
const names = z.array(identifier()).max(1000);

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
    name: z.string().optional().describe('What people call it.'),
    application: identifier().optional().describe("Name of an entry of the consumer's `applications` that it was given to."),
    apis: names.optional().describe('Ids of the only APIs that it opens; all where absent.'),
    environments: names.optional().describe('The only environments (`gateway.environment`) that it opens; all where absent.'),
    addresses: z
      .array(network())
      .max(1000)
      .optional()
      .describe('The only addresses and networks (CIDR) that it is accepted from; all where absent.'),
    plan: identifier()
      .optional()
      .describe("Name of an entry of `plans`, whose limits count for it; the application's or consumer's where absent."),
    owner: z.string().optional().describe('Who answers for it.'),
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
    application: identifier().optional().describe("Name of an entry of the consumer's `applications` that it belongs to."),
    registration: clientRegistration.optional().describe('For clients of the issuer `airside`, and only for those.'),
  })
  .describe('A client at an identity provider.');

export const consumer = z
  .strictObject({
    name: z.string().optional().describe('What people call it.'),
    contact: z.string().optional().describe('Whom to ask about it.'),
    scopes: scopes.default([]).describe('Scopes of its keys and logins.'),
    roles: names.default([]).describe('Roles of whoever calls in its name, for access rules.'),
    groups: names.default([]).describe('Names of the entries of `groups` that it is a member of.'),
    plan: identifier().optional().describe('Name of an entry of `plans`, whose limits count for it.'),
    suspended: z.boolean().default(false).describe('None of its credentials is accepted.'),
    applications: z.record(identifier(), application).default({}).describe('Its programs by id.'),
    apiKeys: z.array(apiKey).max(100).prefault([]).describe('Keys that it sends in a header field.'),
    logins: z.array(basicLogin).max(100).default([]).describe('User names and passwords for Basic authentication.'),
    clients: z.array(client).max(100).default([]).describe('Its clients at identity providers.'),
    certificates: z.array(consumerCertificate).max(100).default([]).describe('Certificates that it shows in TLS.'),
    signatureKeys: z.array(consumerSignatureKey).max(100).prefault([]).describe('Keys that it signs requests with.'),
    webhooks: z.array(consumerWebhook).max(100).prefault([]).describe('Webhooks that it sends.'),
  })
  .describe('An organisation or application that calls APIs.');
