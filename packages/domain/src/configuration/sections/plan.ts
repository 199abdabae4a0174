import { z } from 'zod';

import { duration } from '../scalars.ts';

const requests = z.int().min(1).max(1_000_000_000);

export const plan = z
  .strictObject({
    name: z.string().optional().describe('What people call it.'),
    rate: z
      .strictObject({
        requests: requests.describe('So many requests …'),
        per: duration().describe('… in this time.'),
        burst: requests.optional().describe('So many may come at once; as many as `requests` where absent.'),
      })
      .optional()
      .describe('Takes the place of the rate limit of the API.'),
    quota: z
      .strictObject({
        requests: requests.describe('So many requests …'),
        per: duration().describe('… in this time.'),
      })
      .optional()
      .describe('Counted beside the rate, over a longer time.'),
  })
  .describe('Named limits: what a consumer, an application or a key may use up.');
