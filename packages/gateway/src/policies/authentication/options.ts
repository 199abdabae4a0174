import { CREDENTIAL_KINDS, type CredentialKind } from '@airside/domain';
import { z } from 'zod';

import { bruteForceOptions } from './brute-force/options.ts';
import { dpopOptions } from './dpop-options.ts';
import { signatureOptions } from './signature-options.ts';
import { webhookOptions } from './webhook-options.ts';

const kind = z.enum(CREDENTIAL_KINDS);

/** More credentials than anybody shows with one request. */
const MOST_TOGETHER = 4;

const together = z
  .strictObject({
    all: z
      .array(kind)
      .min(2)
      .max(MOST_TOGETHER)
      .refine((kinds) => new Set(kinds).size === kinds.length, { error: 'expected each kind once' })
      .describe('Kinds of credential that have to be shown together. The first one says who calls.'),
    consumers: z
      .enum(['same', 'any'])
      .default('same')
      .describe('`same`: those of the credentials that belong to a registered consumer have to belong to the same one.'),
  })
  .describe('Several credentials that count together only.');

export const authenticationOptions = z
  .strictObject({
    accept: z
      .array(z.union([kind, together]))
      .min(1)
      .max(16)
      .default(CREDENTIAL_KINDS.filter((name) => name !== 'webhook'))
      .describe(
        'What a caller may show: kinds of credential, or several of them together, such as `[apiKey, { all: [jwt, certificate] }]`. ' +
          'The first entry of which a request carries everything counts, and has to verify. `webhook` is accepted only where it is named.',
      ),
    anonymous: z
      .enum(['never', 'declared', 'always'])
      .default('never')
      .describe(
        'Who may call without a credential: nobody; callers of operations whose definition says so (`security: []` or an empty alternative); everybody.',
      ),
    apiKeyHeader: z
      .string()
      .regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, { error: 'expected the name of a header field' })
      .default('X-Api-Key')
      .describe('Header field that carries API keys.'),
    issuers: z.array(z.string()).optional().describe('Names of the `issuers` whose tokens are accepted; all of them where absent.'),
    signature: signatureOptions.prefault({}),
    webhook: webhookOptions.prefault({}),
    dpop: dpopOptions,
    forward: z
      .array(kind)
      .default(['jwt'])
      .describe('Accepted kinds of credential that the upstream gets to see. The others are removed from the request.'),
    bruteForce: bruteForceOptions,
  })
  .describe('Who calls: the accepted credentials.');

export type AuthenticationOptions = z.output<typeof authenticationOptions>;

/** The kinds of credential that `accept` names, alone or together with others. */
export function namedKinds({ accept }: AuthenticationOptions): ReadonlySet<CredentialKind> {
  return new Set(accept.flatMap((entry) => (typeof entry === 'string' ? [entry] : entry.all)));
}
