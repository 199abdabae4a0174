import { byteSize } from '@airside/domain';
import { z } from 'zod';

import { definePolicy, type Refusal } from '../../pipeline/policy.ts';

/** How large a request body may be. A body of unknown size is cut off, and the request refused, once it grows past the limit. */
export const size = definePolicy({
  checkpoint: 'allowance',
  options: z
    .strictObject({
      maxBody: byteSize().prefault('1MiB').describe('Largest request body.'),
    })
    .describe('How large a request may be.'),
  compile({ maxBody }) {
    const refusal: Refusal = bodyTooLarge(maxBody);
    return () => ({
      head: (request) => {
        if (request.declaredBodyBytes !== undefined && request.declaredBodyBytes > maxBody) return refusal;
        request.limitBody(maxBody);
        return undefined;
      },
    });
  },
});

/** The refusal of a body past a limit in bytes. */
export function bodyTooLarge(limit: number): Refusal {
  return {
    problem: 'body-too-large',
    reason: `body is larger than ${limit} bytes`,
    detail: `The largest accepted body has ${limit} bytes.`,
    members: { maxBodyBytes: limit },
  };
}
