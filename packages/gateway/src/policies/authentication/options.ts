import { CREDENTIAL_KINDS } from '@airside/domain';
import { z } from 'zod';

import { dpopOptions } from './dpop-options.ts';
import { signatureOptions } from './signature-options.ts';
import { webhookOptions } from './webhook-options.ts';

export const authenticationOptions = z
  .strictObject({
    accept: z
      .array(z.enum(CREDENTIAL_KINDS))
      .min(1)
      .default(CREDENTIAL_KINDS.filter((kind) => kind !== 'webhook'))
      .describe('Accepted kinds of credential, in the order in which they are tried. `webhook` is accepted only where it is named.'),
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
    dpop: dpopOptions,
    signature: signatureOptions.prefault({}),
    webhook: webhookOptions.prefault({}),
    forward: z
      .array(z.enum(CREDENTIAL_KINDS))
      .default(['jwt'])
      .describe('Accepted kinds of credential that the upstream gets to see. The others are removed from the request.'),
  })
  .describe('Who calls: the accepted credentials.');

export type AuthenticationOptions = z.output<typeof authenticationOptions>;
