import type { Refusal } from './policy.ts';

/** The refusal of a body past a limit in bytes, wherever that is noticed: by its declared size, while it is read, or on its way to the upstream. */
export function bodyTooLarge(limit: number): Refusal {
  return {
    problem: 'body-too-large',
    reason: `body is larger than ${limit} bytes`,
    detail: `The largest accepted body has ${limit} bytes.`,
    members: { maxBodyBytes: limit },
  };
}

/** The refusal of a body in a content coding, whose content nobody here can judge. */
export const ENCODED_BODY: Refusal = {
  problem: 'media-type-unsupported',
  reason: 'encoded body cannot be judged',
  detail: 'Send the body without Content-Encoding.',
};
