import { byteSize } from '@airside/domain';
import { z } from 'zod';

import { definePolicy } from '../../pipeline/policy.ts';
import { bodyTooLarge } from '../../pipeline/refusals.ts';

/** How large a request body may be. A body of unknown size is cut off, and the request refused, once it grows past the limit. */
export const size = definePolicy({
  checkpoint: 'allowance',
  options: z
    .strictObject({
      maxBody: byteSize().prefault('1MiB').describe('Largest request body.'),
    })
    .describe('How large a request may be.'),
  compile({ maxBody }) {
    const refusal = bodyTooLarge(maxBody);
    return () => ({
      head: (request) => {
        if (request.declaredBodyBytes !== undefined && request.declaredBodyBytes > maxBody) return refusal;
        request.limitBody(maxBody);
        return undefined;
      },
    });
  },
});
