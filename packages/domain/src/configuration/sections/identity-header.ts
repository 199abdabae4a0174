import { z } from 'zod';

export const identityHeader = z
  .strictObject({
    claims: z
      .array(z.string().min(1).max(128))
      .max(32)
      .default([])
      .describe("Claims of the caller's token that the upstream is told. What does not fit is left out and named in `omitted`."),
    boundTo: z
      .enum(['api', 'request'])
      .default('api')
      .describe(
        '`api`: one header serves a caller for half a minute, on any request to this API. `request`: it is signed for one method and target, so that who reads it on the way cannot use it for another; each request costs a signature.',
      ),
  })
  .describe('What the upstream is told of the caller, signed (`Airside-Identity`).');
