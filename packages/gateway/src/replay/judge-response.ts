import type { Exchange, Verdict } from '@airside/domain';

import type { Pipeline } from '../pipeline/pipeline.ts';
import type { PolicyRequest, Refusal } from '../pipeline/policy.ts';
import { UpstreamResponse } from '../proxy/upstream-response.ts';
import type { Gaps } from './gaps.ts';
import type { Judgement } from './judgement.ts';
import type { ReplayedRefusal } from './replayed.ts';

/** Asks the policies that look at answers about a recorded one, which is the answer as the caller got it. */
export function judgeResponse(
  { response: judges }: Pipeline,
  request: PolicyRequest,
  exchange: Exchange,
  gaps: Gaps,
  judgement: Judgement,
): ReplayedRefusal | undefined {
  if (judges === undefined || exchange.upstream === null) return undefined;
  if (exchange.response === undefined) {
    for (const policy of judges.policies) judgement.cannotSay(policy, ['answer']);
    return undefined;
  }
  const log: Verdict[] = [];
  const response = new UpstreamResponse(exchange.method, exchange.status, fieldsOf(exchange.response));
  const decide = (refusal: Refusal | undefined): ReplayedRefusal | undefined => {
    const policy = log.at(-1)?.policy ?? '';
    const missing = gaps.take();
    if (missing.length > 0) judgement.cannotSay(policy, missing);
    else if (refusal !== undefined) return { policy, problem: refusal.problem, reason: refusal.reason };
    return undefined;
  };
  const refusal = decide(judges.judgeHead(request, response, log));
  if (refusal !== undefined) return refusal;
  const held = judges.hold(request, response);
  if (held.length === 0) return undefined;
  if (exchange.response.body === undefined && exchange.responseBytes > 0) {
    for (const { stage } of held) judgement.cannotSay(stage.policy, ['answer']);
    return undefined;
  }
  response.body = Buffer.from(exchange.response.body ?? '');
  return decide(judges.judgeBody(held, request, response, log));
}

/** What speaks of the coding of the body is left out: it is recorded without. */
const OF_CODING: ReadonlySet<string> = new Set(['content-encoding', 'content-length']);

function fieldsOf({ headers }: NonNullable<Exchange['response']>): string[] {
  return headers.filter(([name]) => !OF_CODING.has(name)).flat();
}
