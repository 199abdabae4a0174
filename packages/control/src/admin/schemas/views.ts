import { z } from 'zod';

/** What is shown of records. Fields that are not named here, such as hashes, leave no answer. */

const source = z.enum(['file', 'store']).describe('Where the record lives: only those of the store can be changed here.');
const texts = z.array(z.string()).readonly();
const text = z.string().exactOptional();
const timeMs = z.number().exactOptional();
const allowance = { requests: z.number(), windowMs: z.number() };

export const consumerView = z.object({
  id: z.string(),
  source,
  name: text,
  contact: text,
  scopes: texts,
  roles: texts,
  groups: texts,
  plan: text,
  suspended: z.boolean(),
});

export const applicationView = z.object({ id: z.string(), source, consumer: z.string(), name: text, plan: text, suspended: z.boolean() });

export const planView = z.object({
  id: z.string(),
  source,
  name: text,
  rate: z.object({ ...allowance, burst: z.number().exactOptional() }).exactOptional(),
  quota: z.object(allowance).exactOptional(),
});

export const groupView = z.object({ id: z.string(), source, name: text });

export const keyView = z.object({
  id: z.string(),
  source,
  consumer: z.string(),
  application: text,
  name: text,
  shown: text,
  scopes: texts.exactOptional(),
  apis: texts.exactOptional(),
  environments: texts.exactOptional(),
  addresses: texts.exactOptional(),
  plan: text,
  owner: text,
  expiresAtMs: timeMs,
  createdAtMs: timeMs,
  revokedAtMs: timeMs,
  replacedBy: text,
  lastUsedAtMs: timeMs,
});

export const clientView = z.object({
  issuer: z.string(),
  clientId: z.string(),
  source,
  consumer: z.string(),
  application: text,
  name: text,
  createdAtMs: timeMs,
  revokedAtMs: timeMs,
  registration: z
    .object({
      grantTypes: texts,
      redirectUris: texts,
      scopes: texts,
      authentication: z.string(),
      dpopBound: z.boolean(),
    })
    .exactOptional(),
});

export const auditView = z.object({
  sequence: z.number(),
  timeMs: z.number(),
  actor: z.string(),
  action: z.string(),
  kind: z.string(),
  id: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

export const effect = z
  .object({ workers: z.number(), replaced: z.number() })
  .describe('In how many gateway processes the change is in effect, and how many of them had to be replaced for that.');

/** The answer to a change: the record as it is now. */
export function changed<View extends z.ZodType>(record: View) {
  return z.object({ record, effect });
}

/** The answer to a removal. */
export const gone = z.object({ effect });

/** The answer to the making of a key: with the key itself, which is in no other answer. */
export const madeKey = changed(keyView).extend({ key: z.string() });

/** The answer to the making of a client: with its secret where it has one, which is in no other answer. */
export const madeClient = changed(clientView).extend({ secret: z.string().exactOptional() });
