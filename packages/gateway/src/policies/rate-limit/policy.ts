import { duration } from '@airside/domain';
import { z } from 'zod';

import { bounded, callerKey } from '../../limits/caller-key.ts';
import type { RateDecision } from '../../limits/rate-limiter.ts';
import { definePolicy, type PolicyRequest, type Refusal } from '../../pipeline/policy.ts';
import { compileTerms, type HeldPlan, planOf, type Terms } from './plan.ts';
import { quotaExceeded, rateLimited } from './refusals.ts';

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
      const countedBy = held?.plan.rate === undefined ? callerKey(by, request) : held.holder;
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
