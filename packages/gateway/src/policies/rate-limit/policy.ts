import { createHash } from 'node:crypto';

import { duration, type Principal } from '@airside/domain';
import { z } from 'zod';

import type { RateDecision, RateLimit } from '../../limits/rate-limiter.ts';
import { definePolicy, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { addressKey } from './address-key.ts';

const LONGEST_KEY = 256;

/** How often a caller may call an API. Tells the caller in the `RateLimit` fields (draft-ietf-httpapi-ratelimit-headers-10). */
export const rateLimit = definePolicy({
  checkpoint: 'allowance',
  options: z
    .strictObject({
      requests: z.int().min(1).max(1_000_000_000).default(600).describe('So many requests …'),
      per: duration().prefault('1m').describe('… in this time.'),
      burst: z.int().min(1).max(1_000_000_000).optional().describe('So many may come at once; as many as `requests` where absent.'),
      by: z
        .enum(['consumer', 'credential', 'address'])
        .default('consumer')
        .describe('Whose requests are counted together. Callers without an identity count by address.'),
    })
    .describe('How often a caller may call.'),
  compile({ requests, per, burst = requests, by }, { apiId, services }) {
    const limit: RateLimit = { requests, windowMs: per, burst };
    const policyField = `"default";q=${requests};w=${Math.max(1, Math.round(per / 1000))}`;

    const decide = (request: PolicyRequest, decision: RateDecision): Refusal | undefined => {
      request.addResponseHeader('RateLimit-Policy', policyField);
      request.addResponseHeader('RateLimit', `"default";r=${decision.remaining};t=${Math.ceil(decision.resetMs / 1000)}`);
      if (decision.allowed) return undefined;
      const retryAfter = Math.max(1, Math.ceil(decision.retryAfterMs / 1000));
      return {
        problem: 'rate-limited',
        reason: `more than ${requests} requests in ${per} ms by ${by}`,
        detail: `Try again in ${retryAfter} s.`,
        headers: ['Retry-After', String(retryAfter)],
      };
    };

    return () => ({
      head: (request) => {
        const decision = services.rateLimiter.take(bounded(`${apiId} ${counted(by, request)}`), limit);
        return decision instanceof Promise ? decision.then((settled) => decide(request, settled)) : decide(request, decision);
      },
    });
  },
});

function counted(by: 'consumer' | 'credential' | 'address', { principal, clientAddress }: PolicyRequest): string {
  if (by === 'address' || principal.kind === 'anonymous') return `address ${addressKey(clientAddress)}`;
  // What a webhook proves stands in its body: before that is read anybody may claim to be its sender, and must not use up what is the sender's.
  if (principal.kind === 'webhook') return `webhook ${principal.credential ?? ''} ${addressKey(clientAddress)}`;
  return by === 'credential' ? `credential ${principal.kind} ${principal.credential ?? ''} ${subjectOf(principal)}` : subjectOf(principal);
}

/** A registered consumer is one caller whatever it calls with; of the others each subject of an issuer is one. */
function subjectOf(principal: Principal): string {
  return principal.consumer === null ? `subject ${principal.issuer ?? ''} ${principal.subject}` : `consumer ${principal.consumer}`;
}

/** Subjects may be as long as their issuer likes; a counter's key may not. */
function bounded(key: string): string {
  return key.length <= LONGEST_KEY ? key : createHash('sha256').update(key).digest('base64');
}
