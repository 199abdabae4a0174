import { CHECKPOINTS, type Checkpoint } from '@airside/domain';

import type { Hold, PolicyRequest, PolicyResponse, Refusal, ResponseJudges } from './policy.ts';
import { type VerdictLog, verdictOf } from './verdict.ts';

interface Stage {
  readonly policy: string;
  readonly checkpoint: Checkpoint;
  readonly response: ResponseJudges;
}

/** A policy for which the body is held back, and how far. */
export interface HeldStage {
  readonly stage: Stage;
  readonly hold: Hold;
}

/**
 * The policies of one operation that look at responses, in the order of the checkpoints. Those that change bodies come after all that only
 * look, those of later checkpoints first: the definition speaks of what the upstream sends, and not of what is left when fields are hidden.
 */
export class ResponsePipeline {
  readonly #stages: readonly Stage[];

  constructor(stages: readonly Stage[]) {
    const changes = ({ response }: Stage) => response.body?.changes === true;
    this.#stages = [...stages.filter((stage) => !changes(stage)), ...stages.filter(changes).toSorted(backwards)];
  }

  /** The names of the policies that may refuse a response. */
  get refusing(): readonly string[] {
    return this.#stages.filter(({ response }) => response.observes !== true).map(({ policy }) => policy);
  }

  /** Judges status and header fields. */
  judgeHead(request: PolicyRequest, response: PolicyResponse, log: VerdictLog): Refusal | undefined {
    return run(this.#stages, log, ({ response: { head } }) => head?.(request, response));
  }

  /** Those for which the body has to be held back, each as far as it says. */
  hold(request: PolicyRequest, response: PolicyResponse): readonly HeldStage[] {
    return this.#stages.flatMap((stage) => {
      const hold = stage.response.body?.hold(request, response);
      return hold === undefined ? [] : [{ stage, hold }];
    });
  }

  /** Judges the whole body. */
  judgeBody(held: readonly HeldStage[], request: PolicyRequest, response: PolicyResponse, log: VerdictLog): Refusal | undefined {
    return run(stagesOf(held), log, ({ response: { body } }) => body?.judge(request, response));
  }

  /** The body cannot be held back for these any longer. */
  miss(held: readonly HeldStage[], request: PolicyRequest, reason: 'too-large' | 'too-slow', log: VerdictLog): Refusal | undefined {
    return run(stagesOf(held), log, ({ response: { body } }) => body?.missed(request, reason));
  }
}

/** Policies of one checkpoint stay in their order. */
function backwards(one: Stage, other: Stage): number {
  return CHECKPOINTS.indexOf(other.checkpoint) - CHECKPOINTS.indexOf(one.checkpoint);
}

function stagesOf(held: readonly HeldStage[]): readonly Stage[] {
  return held.map(({ stage }) => stage);
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
