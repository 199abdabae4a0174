import { z } from 'zod';

import { HTTP_SIGNATURE_ALGORITHMS } from '../../directory-file.ts';
import { secret } from '../secret.ts';

/** 32 bytes in base64. */
const LEAST_SECRET_CHARACTERS = 44;

export const consumerSignatureKey = z
  .strictObject({
    id: z
      .string()
      .regex(/^[\x21-\x7e]{1,256}$/, { error: 'expected at most 256 printable ASCII characters' })
      .describe('The `keyid` of its signatures.'),
    algorithm: z.enum(HTTP_SIGNATURE_ALGORITHMS).describe('The one algorithm that the key is used with.'),
    publicKey: z.string().max(8192).optional().describe('The public key in PEM form, or as a reference: `${file:PATH}`.'),
    secret: secret(LEAST_SECRET_CHARACTERS)
      .optional()
      .describe('For `hmac-sha256`: at least 32 bytes in base64, as a reference: `${env:NAME}` or `${file:PATH}`.'),
    scopes: z.array(z.string().min(1)).max(1000).optional().describe("Scopes of this key; the consumer's where absent."),
  })
  .refine(
    ({ algorithm, publicKey, secret }) =>
      algorithm === 'hmac-sha256' ? publicKey === undefined && secret !== undefined : secret === undefined && publicKey !== undefined,
    {
      error: 'expected secret for hmac-sha256, publicKey for every other algorithm',
    },
  )
  .describe('A key that requests are signed with (RFC 9421).');
