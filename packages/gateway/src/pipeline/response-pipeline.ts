import type { Checkpoint } from '@airside/domain';

import type { Hold, PolicyRequest, PolicyResponse, Refusal, ResponseJudges } from './policy.ts';
import { type VerdictLog, verdictOf } from './verdict.ts';

interface Stage {
  readonly policy: string;
  readonly checkpoint: Checkpoint;
  readonly response: ResponseJudges;
}

/** What a response's body is held back for, and how far. */
export interface HeldFor extends Hold {
  readonly stages: readonly Stage[];
}

/** The policies of one operation that look at responses, in the order of the checkpoints. */
export class ResponsePipeline {
  readonly #stages: readonly Stage[];

  constructor(stages: readonly Stage[]) {
    this.#stages = stages;
  }

  /** Judges status and header fields. */
  judgeHead(request: PolicyRequest, response: PolicyResponse, log: VerdictLog): Refusal | undefined {
    return run(this.#stages, log, ({ response: { head } }) => head?.(request, response));
  }

  /** Whether the body has to be held back; the policy that is content with the least decides how far. */
  hold(request: PolicyRequest, response: PolicyResponse): HeldFor | undefined {
    const held = this.#stages.flatMap((stage) => {
      const hold = stage.response.body?.hold(request, response);
      return hold === undefined ? [] : [{ stage, hold }];
    });
    if (held.length === 0) return undefined;
    return {
      stages: held.map(({ stage }) => stage),
      bytes: Math.min(...held.map(({ hold }) => hold.bytes)),
      ms: Math.min(...held.map(({ hold }) => hold.ms)),
    };
  }

  /** Judges the whole body. */
  judgeBody({ stages }: HeldFor, request: PolicyRequest, response: PolicyResponse, log: VerdictLog): Refusal | undefined {
    return run(stages, log, ({ response: { body } }) => body?.judge(request, response));
  }

  /** The body cannot be held back any longer. */
  miss({ stages }: HeldFor, request: PolicyRequest, reason: 'too-large' | 'too-slow', log: VerdictLog): Refusal | undefined {
    return run(stages, log, ({ response: { body } }) => body?.missed(request, reason));
  }
}

function run(stages: readonly Stage[], log: VerdictLog, judge: (stage: Stage) => Refusal | undefined): Refusal | undefined {
  for (const stage of stages) {
    const startedAt = performance.now();
    const refusal = judge(stage);
    log.push(verdictOf(stage, refusal, startedAt));
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}
