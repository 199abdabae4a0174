import { identifier, network } from '@airside/domain';
import { z } from 'zod';

import { instant, names, scopes, text } from '../../directory/fields.ts';
import { clientId } from './scalars.ts';

/** What changes are asked for with. In a PATCH, null removes a field (RFC 7396). */

const LONGEST_WINDOW_MS = 366 * 86_400_000;
const count = z.int().min(1).max(1e9);

export const newConsumer = z.strictObject({
  id: identifier(),
  name: text.exactOptional(),
  contact: text.exactOptional(),
  scopes: scopes.exactOptional(),
  roles: names.exactOptional(),
  groups: names.exactOptional(),
  plan: identifier().exactOptional(),
});

export const consumerChanges = z.strictObject({
  name: text.nullable().exactOptional(),
  contact: text.nullable().exactOptional(),
  scopes: scopes.exactOptional(),
  roles: names.exactOptional(),
  groups: names.exactOptional(),
  plan: identifier().nullable().exactOptional(),
  suspended: z.boolean().exactOptional(),
});

export const newApplication = z.strictObject({
  id: identifier(),
  consumer: identifier(),
  name: text.exactOptional(),
  plan: identifier().exactOptional(),
});

export const applicationChanges = z.strictObject({
  name: text.nullable().exactOptional(),
  plan: identifier().nullable().exactOptional(),
  suspended: z.boolean().exactOptional(),
});

const allowance = { requests: count, windowMs: z.int().min(1000).max(LONGEST_WINDOW_MS) };

export const planFields = z.strictObject({
  name: text.exactOptional(),
  rate: z.strictObject({ ...allowance, burst: count.exactOptional() }).exactOptional(),
  quota: z.strictObject(allowance).exactOptional(),
});

export const groupFields = z.strictObject({ name: text.exactOptional() });

export const newKey = z.strictObject({
  id: identifier().exactOptional(),
  consumer: identifier(),
  application: identifier().exactOptional(),
  name: text.exactOptional(),
  scopes: scopes.exactOptional(),
  apis: names.exactOptional(),
  environments: names.exactOptional(),
  addresses: z.array(network()).max(1000).exactOptional(),
  plan: identifier().exactOptional(),
  owner: text.exactOptional(),
  expiresAtMs: instant.exactOptional(),
});

export const keyRotation = z.strictObject({ overlapMs: z.int().min(0).max(LONGEST_WINDOW_MS) });

const registration = z.strictObject({
  grantTypes: z
    .array(z.enum(['client_credentials', 'authorization_code', 'refresh_token', 'device_code']))
    .min(1)
    .max(4),
  redirectUris: z.array(z.url().max(2000)).max(20),
  scopes,
  authentication: z.enum(['client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none']),
  jwks: z.strictObject({ keys: z.array(z.record(z.string(), z.unknown())).min(1).max(20) }).exactOptional(),
  dpopBound: z.boolean(),
});

export const newClient = z.strictObject({
  issuer: identifier(),
  clientId: clientId.exactOptional(),
  consumer: identifier(),
  application: identifier().exactOptional(),
  name: text.exactOptional(),
  registration: registration.exactOptional(),
});
