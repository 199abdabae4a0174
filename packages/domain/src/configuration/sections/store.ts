import { z } from 'zod';

import { byteSize, duration } from '../scalars.ts';

export const store = z
  .strictObject({
    directory: z.string().default('.airside').describe("Directory of Airside's own data, relative to the configuration file."),
    keepExchanges: duration().prefault('7d').describe('Exchanges older than this are deleted.'),
    maxExchanges: z.int().min(1000).default(1_000_000).describe('Beyond this many exchanges the oldest are deleted.'),
    maxBytes: byteSize()
      .prefault('10GiB')
      .describe(
        'Beyond this size of the file of exchanges the oldest are deleted: recorded bodies make it grow faster than their number says.',
      ),
  })
  .describe('What is kept.');
