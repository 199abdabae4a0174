import { printable } from '@airside/domain';

import type { Outcome } from '../outbox/channel.ts';
import { retryAfterMs } from './retry-after.ts';
import type { OutgoingAnswer } from './send.ts';

/**
 * Statuses that may be others a moment later (RFC 9110 sections 15.5.9 and 15.6, RFC 6585 section 4, RFC 8470 section 5.2), and those with
 * which a receiver answers while it is being set up or its secrets are exchanged: 401, 403 and 404.
 */
const PASSING = new Set([401, 403, 404, 408, 425, 429]);
const LONGEST_QUOTE = 200;

/**
 * What an answer means for a delivery: 2xx has taken it; 401, 403, 404, 408, 425, 429 and 5xx may take it later, `Retry-After` is heeded;
 * everything else, redirects among it, stays so.
 */
export function judgeAnswer(answer: OutgoingAnswer, secrets: readonly string[], nowMs: number = Date.now()): Outcome {
  const { status, headers } = answer;
  const text = describeAnswer(answer, secrets);
  if (status >= 200 && status <= 299) return { kind: 'delivered', answer: text };
  if (status >= 300 && status <= 399) return { kind: 'refused', reason: `${text}; redirects are not followed: name the place it leads to` };
  const asked = retryAfterMs(headers['retry-after'], nowMs);
  if (!PASSING.has(status) && status < 500) return { kind: 'refused', reason: text };
  return { kind: 'later', reason: text, ...(asked !== undefined && { afterMs: asked }) };
}

/** The status and the beginning of what was said, fit for a terminal and without the secrets that the receiver may have echoed. */
export function describeAnswer({ status, text }: OutgoingAnswer, secrets: readonly string[]): string {
  const quote = printable(withoutSecrets(text, secrets).trim().slice(0, LONGEST_QUOTE));
  return quote === '' ? `answered ${status}` : `answered ${status}: ${quote}`;
}

export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((left, secret) => (secret === '' ? left : left.replaceAll(secret, '***')), text);
}
