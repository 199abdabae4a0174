import type { z } from 'zod';

import type { Outcome } from '../../outbox/channel.ts';
import { describeAnswer, judgeAnswer } from '../../outgoing/judge.ts';
import { type OutgoingAnswer, type OutgoingRequest, send } from '../../outgoing/send.ts';
import type { ReceiverContext } from '../receiver.ts';

/** The tracker did not do what it was asked for. */
export class CallFailed extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Exclude<Outcome, { kind: 'delivered' }>) {
    super(outcome.reason);
    this.outcome = outcome;
  }
}

export interface Call {
  readonly method: OutgoingRequest['method'];
  /** Behind the address of the API, with its query. */
  readonly path: string;
  readonly body?: object;
  readonly signal: AbortSignal;
}

/** What asks the API of a tracker. */
export interface Caller {
  /** What it answers, as `shape` says; rejects with a `CallFailed`. */
  ask<Answer>(call: Call, shape: z.ZodType<Answer>): Promise<Answer>;
  /** The same, undefined where what the path names is not there (404 or 410). */
  askFor<Answer>(call: Call, shape: z.ZodType<Answer>): Promise<Answer | undefined>;
  /** Where what it answers does not matter. */
  tell(call: Call): Promise<void>;
}

const MOST_BYTES = 4 * 1024 * 1024;

export function createCaller(
  base: string,
  headers: Readonly<Record<string, string>>,
  secrets: readonly string[],
  { timeoutMs, ca }: ReceiverContext,
): Caller {
  const exchange = ({ method, path, body, signal }: Call): Promise<OutgoingAnswer> =>
    send({
      url: new URL(base.replace(/\/$/, '') + path),
      method,
      headers: { accept: 'application/json', ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      timeoutMs,
      signal,
      mostBytes: MOST_BYTES,
      ...(ca !== undefined && { ca }),
    });

  const assertDone = (answer: OutgoingAnswer): void => {
    const outcome = judgeAnswer(answer, secrets);
    if (outcome.kind !== 'delivered') throw new CallFailed(outcome);
  };

  const read = <Answer>(answer: OutgoingAnswer, shape: z.ZodType<Answer>): Answer => {
    assertDone(answer);
    const { success, data } = shape.safeParse(parsed(answer.text));
    if (success) return data;
    throw new CallFailed({ kind: 'refused', reason: `is no such API: ${describeAnswer(answer, secrets)}` });
  };

  return {
    ask: async (call, shape) => read(await exchange(call), shape),
    async askFor(call, shape) {
      const answer = await exchange(call);
      return answer.status === 404 || answer.status === 410 ? undefined : read(answer, shape);
    },
    tell: async (call) => assertDone(await exchange(call)),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
