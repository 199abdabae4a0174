import type { Exchange, ProblemName } from '@airside/domain';

import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Judge, PolicyRequest } from '../pipeline/policy.ts';
import { REDACTED } from '../record/redact/forms.ts';
import type { Gaps } from './gaps.ts';
import type { Judgement } from './judgement.ts';
import type { ReplayedRefusal } from './replayed.ts';

/** What is refused for what stands in a request, which may be what was put in the place of a secret. */
const OF_CONTENT: ReadonlySet<ProblemName> = new Set<ProblemName>([
  'contract-violation',
  'firewall-blocked',
  'object-refused',
  'field-refused',
]);

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
  const isRedacted = [exchange.path, exchange.query, exchange.request?.body].some((text) => text?.includes(REDACTED));

  const ask = async (policy: string, judge: Judge): Promise<ReplayedRefusal | undefined> => {
    judgement.policy = policy;
    const refusal = await judge(request);
    const missing = gaps.take();
    if (missing.length > 0) judgement.cannotSay(policy, missing);
    else if (refusal !== undefined && isRedacted && OF_CONTENT.has(refusal.problem)) judgement.cannotSay(policy, ['secrets']);
    else if (refusal !== undefined) return { policy, problem: refusal.problem, reason: refusal.reason };
    return undefined;
  };

  for (const { policy, checkpoint, judge } of pipeline.heads) {
    const refusal = checkpoint === 'identity' ? undefined : await ask(policy, judge);
    if (refusal !== undefined) return refusal;
  }
  if (exchange.requestBytes === 0) return undefined;
  for (const { policy, checkpoint, wanted, judge } of pipeline.bodies) {
    if (checkpoint === 'identity') continue;
    const isWanted = wanted(request);
    const missing = gaps.take();
    if (isWanted && exchange.request?.body === undefined) judgement.cannotSay(policy, ['body']);
    else if (missing.length > 0) judgement.cannotSay(policy, missing);
    else if (isWanted) {
      const refusal = await ask(policy, judge);
      if (refusal !== undefined) return refusal;
    }
  }
  return undefined;
}
