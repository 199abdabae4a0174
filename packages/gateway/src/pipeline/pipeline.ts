import { CHECKPOINTS, type Checkpoint } from '@airside/domain';

import type { ExplainedRule, Judge, OperationJudges, PolicyRequest, Refusal } from './policy.ts';
import { ResponsePipeline } from './response-pipeline.ts';
import type { Tap } from './tap.ts';
import { type VerdictLog, verdictOf } from './verdict.ts';

/** A policy's part on one operation. */
export interface Stage extends OperationJudges {
  readonly policy: string;
  readonly checkpoint: Checkpoint;
}

/** What a policy answers for an operation, as stages: one of its own checkpoint, and those of others. */
export function stagesOf(policy: string, checkpoint: Checkpoint, judges: OperationJudges | undefined): readonly Stage[] {
  if (judges === undefined) return [];
  const { elsewhere = [], ...own } = judges;
  return [{ policy, checkpoint, ...own }, ...elsewhere.map((placed) => ({ policy, ...placed }))];
}

/** Reads the body into the request, all of it or so many bytes; a refusal when it is too large or does not arrive. */
export type BodyReader = (startBytes?: number) => Promise<Refusal | undefined>;

/** One question to one policy. */
export interface Step {
  readonly policy: string;
  readonly checkpoint: Checkpoint;
  readonly judge: Judge;
  /** It refuses nothing. */
  readonly observes: boolean;
  /** It leaves a verdict only where it has something to say. */
  readonly isQuiet: boolean;
}

/** The policies of one operation as flat lists of steps, in the order of the checkpoints. */
export class Pipeline {
  /** The policies that have a part in the operation. */
  readonly stages: readonly Stage[];
  /** What is asked once the head of a request has come, in this order. */
  readonly heads: readonly Step[];
  /** What is asked once the body has come. */
  readonly bodies: readonly (Step & NonNullable<OperationJudges['body']>)[];
  readonly #taps: readonly NonNullable<OperationJudges['tap']>[];
  readonly #ended: readonly NonNullable<OperationJudges['ended']>[];
  readonly #instead: readonly NonNullable<OperationJudges['instead']>[];
  readonly #explained: readonly Pick<Stage, 'policy' | 'explain'>[];
  /** Undefined where no policy looks at responses. */
  readonly response: ResponsePipeline | undefined;

  constructor(stages: readonly Stage[]) {
    const ordered = stages.toSorted((a, b) => CHECKPOINTS.indexOf(a.checkpoint) - CHECKPOINTS.indexOf(b.checkpoint));
    this.stages = ordered;
    this.heads = ordered.flatMap(({ policy, checkpoint, head, observes = false, isQuiet = false }) =>
      head === undefined ? [] : [{ policy, checkpoint, judge: head, observes, isQuiet }],
    );
    this.bodies = ordered.flatMap(({ policy, checkpoint, body, observes = false, isQuiet = false }) =>
      body === undefined ? [] : [{ policy, checkpoint, ...body, observes, isQuiet }],
    );
    this.#taps = ordered.flatMap(({ tap }) => (tap === undefined ? [] : [tap]));
    this.#ended = ordered.flatMap(({ ended }) => (ended === undefined ? [] : [ended]));
    this.#instead = ordered.flatMap(({ instead }) => (instead === undefined ? [] : [instead]));
    this.#explained = ordered.filter(({ explain }) => explain !== undefined);
    const responses = ordered.flatMap(({ policy, checkpoint, response }) =>
      response === undefined ? [] : [{ policy, checkpoint, response }],
    );
    this.response = responses.length === 0 ? undefined : new ResponsePipeline(responses);
  }

  /** What is to see the next request in full, if anything is: the first that wants to. */
  openTap(): Tap | undefined {
    for (const open of this.#taps) {
      const tap = open();
      if (tap !== undefined) return tap;
    }
    return undefined;
  }

  /** Tells all policies that want to know that the exchange has ended. */
  ended(request: PolicyRequest): void {
    for (const tell of this.#ended) tell(request);
  }

  /** What the rules of each policy that has some say of a request, in the order of the checkpoints. */
  explain(request: PolicyRequest): readonly { readonly policy: string; readonly rules: readonly ExplainedRule[] }[] {
    return this.#explained.map(({ policy, explain }) => ({ policy, rules: explain?.(request) ?? [] }));
  }

  /** Runs the heads of one checkpoint. Yields the first refusal, with the policy that refuses. */
  judgeHeads(checkpoint: Checkpoint, request: PolicyRequest, log: VerdictLog): Refusal | undefined | Promise<Refusal | undefined> {
    return runSteps(
      this.heads.filter((step) => step.checkpoint === checkpoint),
      0,
      request,
      log,
    );
  }

  /** Runs all policies. Stays synchronous as long as every one of them does and no body has to be read. */
  run(request: PolicyRequest, log: VerdictLog, readBody: BodyReader): Refusal | undefined | Promise<Refusal | undefined> {
    const result = this.#runAll(request, log, readBody);
    if (result instanceof Promise) return result.then((refusal) => this.#settled(request, refusal));
    return this.#settled(request, result);
  }

  #runAll(request: PolicyRequest, log: VerdictLog, readBody: BodyReader): Refusal | undefined | Promise<Refusal | undefined> {
    const refusal = runSteps(this.heads, 0, request, log);
    if (refusal instanceof Promise) return refusal.then((result) => result ?? this.#runBodies(request, log, readBody));
    return refusal ?? this.#runBodies(request, log, readBody);
  }

  #settled(request: PolicyRequest, refusal: Refusal | undefined): Refusal | undefined {
    if (refusal === undefined) return undefined;
    for (const instead of this.#instead) {
      const other = instead(request, refusal);
      if (other !== undefined) return other;
    }
    return refusal;
  }

  #runBodies(request: PolicyRequest, log: VerdictLog, readBody: BodyReader): Refusal | undefined | Promise<Refusal | undefined> {
    if (this.bodies.length === 0 || request.declaredBodyBytes === 0) return undefined;
    const wanted = this.bodies.filter((step) => step.wanted(request));
    if (wanted.length === 0) return undefined;
    return readBody(enough(wanted)).then((refusal) => refusal ?? runSteps(wanted, 0, request, log));
  }
}

/** So many bytes satisfy everybody; undefined when somebody wants all. */
function enough(wanted: readonly { readonly startBytes?: number }[]): number | undefined {
  let most = 0;
  for (const { startBytes } of wanted) {
    if (startBytes === undefined) return undefined;
    most = Math.max(most, startBytes);
  }
  return most;
}

function runSteps(
  steps: readonly Step[],
  first: number,
  request: PolicyRequest,
  log: VerdictLog,
): Refusal | undefined | Promise<Refusal | undefined> {
  for (let index = first; index < steps.length; index++) {
    const step = steps[index] as Step;
    const startedAt = performance.now();
    const result = step.judge(request);
    if (result instanceof Promise) {
      return result.then((refusal) => {
        log.push(verdictOf(step, refusal, startedAt), step.isQuiet);
        return refusal ?? runSteps(steps, index + 1, request, log);
      });
    }
    log.push(verdictOf(step, result, startedAt), step.isQuiet);
    if (result !== undefined) return result;
  }
  return undefined;
}
