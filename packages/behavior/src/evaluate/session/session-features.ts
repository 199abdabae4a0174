import type { SessionHabits } from './session-habits.ts';
import { type SessionPart, worstOf } from './session-part.ts';

/** What sessions are compared by. Amounts are logarithms; NaN is what is not known. */
export const SESSION_FEATURES = [
  'requests',
  'operations',
  'targets',
  'targets of an operation',
  'clients',
  'rejected',
  'rejected share',
  'failed',
  'bytes',
  'bytes of an answer',
  'duration',
  'pause',
  'pauses alike',
  'order',
  'step',
  'kinds',
  'choice',
  'choice at a step',
  'new to the caller',
  'objects of others',
  'worst request',
  'requests together',
] as const;

/** Those that tell of single requests and not of what they are together. */
export const FEATURES_OF_REQUESTS = 2;

/** The features of a session, in their order. `habits` hold nothing of it. */
export function featuresOf(part: SessionPart, { order, choice, callers, owners }: SessionHabits): Float64Array {
  const { caller, requests, operations, paths, targets, objects, clients, rejected, failed, responseBytes, pauses, surprises, durationMs } =
    part;
  const kinds = new Set(operations);
  const asked = new Set(targets).size;
  const { mean, most, alone } = order.surprise(operations);
  const chosen = choice.surprise(operations, paths);
  const pause = pauses.sum / pauses.count;
  const variance = pauses.squares / pauses.count - pause * pause;
  return Float64Array.of(
    log(requests),
    log(kinds.size),
    log(asked),
    log(asked / kinds.size),
    log(clients),
    log(rejected),
    rejected / (requests + 1),
    log(failed),
    log(responseBytes),
    log(responseBytes / requests),
    log(durationMs),
    pause,
    pauses.count < 2 ? Number.NaN : Math.log10(0.01 + Math.sqrt(Math.max(0, variance))),
    mean,
    most,
    alone,
    chosen.mean,
    chosen.most,
    callers.surprise(caller, kinds),
    // Where each session is a caller of its own, nothing is anybody's.
    callers.comeAgain ? log(owners.foreign(caller, objects)) : Number.NaN,
    worstOf(part),
    surprises.sum / requests,
  );
}

function log(amount: number): number {
  return Math.log10(1 + amount);
}
