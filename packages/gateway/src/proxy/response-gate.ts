import type { Hold, Refusal } from '../pipeline/policy.ts';
import type { HeldStage, ResponsePipeline } from '../pipeline/response-pipeline.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import { HeldBody } from './held-body.ts';
import { UpstreamResponse } from './upstream-response.ts';

const FAULT: Refusal = { problem: 'internal-error', reason: 'unexpected failure at the answer' };

export interface GateOptions {
  /** The head may be sent, and behind it what was held back of the body, or what policies put in its place. Called once at most. */
  readonly pass: (held: Uint8Array, response: UpstreamResponse) => void;
  /** Nothing of the response may be sent; `isComplete` where all of it has come. Called once at most, and not after `pass`. */
  readonly refuse: (refusal: Refusal, isComplete: boolean) => void;
  /** A policy failed; the response is refused. */
  readonly onFault: (error: unknown) => void;
}

const NOTHING: Buffer = Buffer.alloc(0);

type State = 'judging' | 'holding' | 'passed' | 'refused' | 'dropped';

/**
 * Where a response waits for the policies that look at it: with its head, and where one of them wants that, with its body held back, as far
 * and as long as they say.
 */
export class ResponseGate {
  readonly #transaction: Transaction;
  readonly #judges: ResponsePipeline;
  readonly #options: GateOptions;
  #state: State = 'judging';
  #response: UpstreamResponse | undefined;
  #holding: { readonly stages: readonly HeldStage[]; readonly body: HeldBody } | undefined;

  constructor(transaction: Transaction, judges: ResponsePipeline, options: GateOptions) {
    this.#transaction = transaction;
    this.#judges = judges;
    this.#options = options;
  }

  get isRefused(): boolean {
    return this.#state === 'refused';
  }

  /** The head of the response has come. */
  begin(status: number, rawHeaders: readonly (Buffer | string)[]): void {
    const transaction = this.#transaction;
    const response = new UpstreamResponse(transaction.method, status, rawHeaders);
    this.#response = response;
    this.#decide(() => this.#judges.judgeHead(transaction, response, transaction) ?? this.#hold(response));
  }

  /** A part of the body has come. True where it needs no sending: it is held back, it has been sent with what was, or nothing may be. */
  take(chunk: Buffer): boolean {
    if (this.#state === 'passed') return false;
    if (this.#holding?.body.add(chunk) === false) this.#miss('too-large');
    return true;
  }

  /** The body is complete. */
  end(): void {
    const [holding, response] = [this.#holding, this.#response];
    if (this.#state !== 'holding' || holding === undefined || response === undefined) return;
    response.body = holding.body.release();
    this.#decide(
      () => this.#judges.judgeBody(holding.stages, this.#transaction, response, this.#transaction),
      () => response.body,
      true,
    );
  }

  /** There is nobody to send it to, or no more of it. */
  drop(): void {
    this.#holding?.body.release();
    if (this.#state === 'holding') this.#state = 'dropped';
  }

  #hold(response: UpstreamResponse): 'hold' | undefined {
    const stages = this.#judges.hold(this.#transaction, response);
    return stages.length === 0 ? undefined : this.#holdFor(stages, new HeldBody());
  }

  #holdFor(stages: readonly HeldStage[], body: HeldBody): 'hold' {
    this.#holding = { stages, body };
    body.limit(least(stages), () => this.#miss('too-slow'));
    return 'hold';
  }

  /** Some policies hold the body no longer; the others do. */
  #miss(reason: 'too-large' | 'too-slow'): void {
    const holding = this.#holding;
    if (this.#state !== 'holding' || holding === undefined) return;
    const { stages, body } = holding;
    const { ms } = least(stages);
    const isMissed = ({ hold }: HeldStage) => (reason === 'too-large' ? hold.bytes < body.bytes : hold.ms <= ms);
    const others = stages.filter((stage) => !isMissed(stage));
    this.#decide(
      () =>
        this.#judges.miss(stages.filter(isMissed), this.#transaction, reason, this.#transaction) ??
        (others.length === 0 ? undefined : this.#holdFor(others, body)),
      () => body.release(),
    );
  }

  #decide(judge: () => Refusal | 'hold' | undefined, held: () => Uint8Array = () => NOTHING, isComplete = false): void {
    const verdict = this.#attempt(judge) ?? this.#pass(held());
    if (verdict === 'hold') this.#state = 'holding';
    if (verdict === 'hold' || verdict === undefined) return;
    this.#holding?.body.release();
    this.#state = 'refused';
    this.#options.refuse(verdict, isComplete);
  }

  /** A refusal where the head cannot be sent, because it is none. */
  #pass(held: Uint8Array): Refusal | undefined {
    this.#state = 'passed';
    try {
      if (this.#response !== undefined) this.#options.pass(held, this.#response);
      return undefined;
    } catch (error) {
      return { problem: 'upstream-invalid', reason: (error as Error).message };
    }
  }

  #attempt(judge: () => Refusal | 'hold' | undefined): Refusal | 'hold' | undefined {
    try {
      return judge();
    } catch (error) {
      this.#options.onFault(error);
      return FAULT;
    }
  }
}

function least(stages: readonly HeldStage[]): Hold {
  return {
    bytes: Math.min(...stages.map(({ hold }) => hold.bytes)),
    ms: Math.min(...stages.map(({ hold }) => hold.ms)),
  };
}
