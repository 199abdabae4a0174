import type { OperationOrder } from './operation-order.ts';
import type { SessionTrace } from './session-trace.ts';

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
  'worst request',
  'requests together',
] as const;

/** The features of a session, in their order. */
export function featuresOf(trace: SessionTrace, order: OperationOrder): Float64Array {
  const { requests, operations, targets, clients, rejected, failed, responseBytes, pauses, surprises, durationMs, worst } = trace;
  const distinct = new Set(operations).size;
  const asked = new Set(targets).size;
  const { mean, most, alone } = order.surprise(operations);
  const pause = pauses.sum / pauses.count;
  const variance = pauses.squares / pauses.count - pause * pause;
  return Float64Array.of(
    log(requests),
    log(distinct),
    log(asked),
    log(asked / distinct),
    log(clients.length),
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
    worst,
    surprises.sum / requests,
  );
}

function log(amount: number): number {
  return Math.log10(1 + amount);
}
