import { type Exchange, REDACTED } from '@airside/domain';

import type { Pipeline } from '../pipeline/pipeline.ts';
import type { PolicyRequest, Refusal } from '../pipeline/policy.ts';
import type { VerdictLog } from '../pipeline/verdict.ts';
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
    for (const policy of judges.refusing) judgement.cannotSay(policy, ['answer']);
    return undefined;
  }
  const isRedacted = exchange.response.body?.includes(REDACTED) === true;
  let policy = '';
  const log: VerdictLog = {
    push: (verdict) => {
      policy = verdict.policy;
      judgement.attribute(policy, isRedacted);
    },
  };
  const response = new UpstreamResponse(exchange.method, exchange.status, fieldsOf(exchange.response));
  const decide = (refusal: Refusal | undefined) => judgement.settle({ policy, refusal, missing: gaps.take(), isRedacted });
  const refusal = decide(judges.judgeHead(request, response, log));
  if (refusal !== undefined) return refusal;
  const held = judges.hold(request, response);
  if (held.length === 0) return undefined;
  if (exchange.response.body === undefined && exchange.responseBytes > 0) {
    for (const { stage } of held) if (stage.response.observes !== true) judgement.cannotSay(stage.policy, ['answer']);
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
