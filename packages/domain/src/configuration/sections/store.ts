import { z } from 'zod';

import { duration } from '../scalars.ts';

export const store = z
  .strictObject({
    directory: z.string().default('.airside').describe("Directory of Airside's own data, relative to the configuration file."),
    keepExchanges: duration().prefault('7d').describe('Exchanges older than this are deleted.'),
    maxExchanges: z.int().min(1000).default(1_000_000).describe('Beyond this many exchanges the oldest are deleted.'),
  })
  .describe('What is kept.');
