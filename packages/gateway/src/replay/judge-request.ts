import { type Exchange, REDACTED } from '@airside/domain';

import type { Pipeline, Step } from '../pipeline/pipeline.ts';
import type { PolicyRequest } from '../pipeline/policy.ts';
import type { Gaps } from './gaps.ts';
import type { Judgement } from './judgement.ts';
import type { ReplayedRefusal } from './replayed.ts';

/**
 * Asks the policies of an operation about a recorded request, all but those that verify credentials, until one refuses. One that asks for what the
 * record does not tell cannot say.
 */
export async function judgeRequest(
  pipeline: Pipeline,
  request: PolicyRequest,
  exchange: Exchange,
  gaps: Gaps,
  judgement: Judgement,
): Promise<ReplayedRefusal | undefined> {
  const isMessageRedacted = [exchange.path, exchange.query, exchange.request?.body].some((text) => text?.includes(REDACTED));

  const ask = async ({ policy, judge, observes }: Step): Promise<ReplayedRefusal | undefined> => {
    const refusal = await judge(request);
    const isRedacted = gaps.takeRedacted() || isMessageRedacted;
    judgement.attribute(policy, isRedacted);
    const missing = gaps.take();
    return observes ? undefined : judgement.settle({ policy, refusal, missing, isRedacted });
  };

  for (const step of pipeline.heads) {
    const refusal = step.checkpoint === 'identity' ? undefined : await ask(step);
    if (refusal !== undefined) return refusal;
  }
  if (exchange.requestBytes === 0) return undefined;
  for (const step of pipeline.bodies) {
    const { policy, checkpoint, observes } = step;
    if (checkpoint === 'identity') continue;
    const isWanted = step.wanted(request);
    const missing = gaps.take();
    const isTold = exchange.request?.body !== undefined;
    if (isWanted && isTold && missing.length === 0) {
      const refusal = await ask(step);
      if (refusal !== undefined) return refusal;
    } else if (!observes && (isWanted || missing.length > 0)) {
      judgement.cannotSay(policy, [...missing, ...(isWanted && !isTold ? (['body'] as const) : [])]);
    }
  }
  return undefined;
}
