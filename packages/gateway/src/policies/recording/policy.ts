import { byteSize } from '@airside/domain';
import { z } from 'zod';

import { definePolicy } from '../../pipeline/policy.ts';
import { secretFieldsOf } from '../../record/secret-fields.ts';
import { MessageTap } from './message-tap.ts';

/** What is recorded of requests and answers beyond who, what and when: header fields and bodies, without the secrets in them. */
export const recording = definePolicy({
  checkpoint: 'connection',
  options: z
    .strictObject({
      headers: z.boolean().default(false).describe('Record the header fields of request and answer.'),
      bodies: z
        .enum(['none', 'json', 'text'])
        .default('none')
        .describe(
          'Record bodies, and header fields with them: of JSON, or of all that is text (JSON, forms, XML, text). They hold what callers entrust you with.',
        ),
      maxBody: byteSize()
        .refine((bytes) => bytes <= LARGEST_BODY, { error: 'expected at most 1MiB' })
        .prefault('16KiB')
        .describe('Largest body that is recorded, of each request and of each answer, at most 1 MiB. Larger ones are left out whole.'),
      share: z
        .number()
        .min(0)
        .max(1)
        .default(1)
        .describe('The part of all requests that is recorded in full, chosen by chance: 0.01 is one of a hundred.'),
    })
    .describe('What is recorded of requests and answers in full.'),
  compile({ headers, bodies, maxBody, share }, { api, definition }) {
    if (!headers && bodies === 'none') return () => undefined;
    const options = { bodies, maxBody, secretFields: new Set(secretFieldsOf(api, definition)) };
    const judges = { tap: () => (share < 1 && Math.random() >= share ? undefined : new MessageTap(options)) };
    return () => judges;
  },
});

const LARGEST_BODY = 1024 * 1024;
