import { z } from 'zod';

import { identifier } from '../scalars.ts';

export const application = z
  .strictObject({
    name: z.string().optional().describe('What people call it.'),
    plan: identifier().optional().describe("Name of an entry of `plans`, whose limits count for it; the consumer's where absent."),
    suspended: z.boolean().default(false).describe('None of its credentials is accepted.'),
  })
  .describe('A program of a consumer, which keys and clients may belong to.');
