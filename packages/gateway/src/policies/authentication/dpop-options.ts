import { duration, TOKEN_ALGORITHMS } from '@airside/domain';
import { z } from 'zod';

/** How proofs of possession are judged (RFC 9449). */
export const dpopOptions = z
  .strictObject({
    nonce: z
      .enum(['required', 'off'])
      .default('required')
      .describe(
        'Whether a proof needs a nonce of the gateway. Without, proofs can be made ahead of time by whoever has the key for a moment.',
      ),
    algorithms: z
      .array(z.enum(TOKEN_ALGORITHMS))
      .min(1)
      .default(['ES256', 'EdDSA', 'Ed25519', 'PS256', 'RS256'])
      .describe('Signature algorithms that are accepted.'),
    lifetime: duration()
      .refine((ms) => ms >= 1000 && ms <= 100_000, { error: 'expected a duration from 1s to 100s' })
      .prefault('60s')
      .describe('How long after its `iat` a proof is accepted; at most 100s.'),
    clockTolerance: duration()
      .refine((ms) => ms <= 10_000, { error: 'expected a duration of at most 10s' })
      .prefault('5s')
      .describe('How far the `iat` of a proof may lie in the future; at most 10s.'),
  })
  .prefault({})
  .describe('Proofs by the senders of tokens that are bound to a key (DPoP, RFC 9449).');
