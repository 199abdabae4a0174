import { createHash } from 'node:crypto';

import { duration, type Principal } from '@airside/domain';
import { z } from 'zod';

import { addressKey } from '../../limits/address-key.ts';
import type { RateDecision } from '../../limits/rate-limiter.ts';
import { definePolicy, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { compileTerms, type HeldPlan, planOf, type Terms } from './plan.ts';
import { quotaExceeded, rateLimited } from './refusals.ts';

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
    .describe(
      'How often a caller may call. The rate of a plan takes the place of these limits for those who have the plan; its quota is counted beside.',
    ),
  compile({ requests, per, burst = requests, by }, { apiId, services }) {
    const terms = compileTerms({ requests, windowMs: per, burst });

    /** The quota is asked once the rate allows the request: what is refused uses up none of it. */
    const judgeQuota = (request: PolicyRequest, { quota }: Terms, held: HeldPlan, rate: RateDecision): ReturnType<Judge> => {
      if (quota === undefined) return undefined;
      const decide = (decision: RateDecision) => {
        request.addResponseHeader('RateLimit', `${rateField('default', rate)}, ${rateField('quota', decision)}`);
        return decision.allowed ? undefined : quotaExceeded(quota, held, decision);
      };
      const decision = services.quotas.take(bounded(held.holder), quota);
      return decision instanceof Promise ? decision.then(decide) : decide(decision);
    };

    const judge: Judge = (request, held) => {
      const applied = held === undefined ? terms.own : terms.of(held.plan);
      const countedBy = held?.plan.rate === undefined ? counted(by, request) : held.holder;
      request.addResponseHeader('RateLimit-Policy', applied.field);
      const decide = (decision: RateDecision) => {
        if (decision.allowed && held !== undefined && applied.quota !== undefined) return judgeQuota(request, applied, held, decision);
        request.addResponseHeader('RateLimit', rateField('default', decision));
        return decision.allowed ? undefined : rateLimited(applied.rate, held?.plan.rate === undefined ? by : held.holder, decision);
      };
      const decision = services.rateLimiter.take(bounded(`${apiId} ${countedBy}`), applied.rate);
      return decision instanceof Promise ? decision.then(decide) : decide(decision);
    };

    return () => ({ head: (request) => judge(request, planOf(request.principal, services.directory)) });
  },
});

type Judge = (request: PolicyRequest, held: HeldPlan | undefined) => Refusal | undefined | Promise<Refusal | undefined>;

function rateField(name: string, { remaining, resetMs }: RateDecision): string {
  return `"${name}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`;
}

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
