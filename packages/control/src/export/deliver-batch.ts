import type { Outcome } from '../outbox/channel.ts';
import type { Line, Sink } from './sinks/sink.ts';

/** Records refused one by one with none taken in between: from then on it is asked whether the receiver takes anything at all. */
const SUSPICIOUS = 5;
/** Others that it is asked with, about. */
const PROBES = 16;

/** What became of a batch. */
export interface BatchResult {
  readonly taken: number;
  /** How many were given up: refused, while others were taken or had been shortly before. */
  readonly givenUp: number;
  readonly refusal: string | undefined;
  /** What has to be sent again, in order. */
  readonly left: readonly Line[];
  /** Why that is so. */
  readonly later: Extract<Outcome, { kind: 'later' }> | undefined;
  /** Refused in a row by now, for the next batch of the same source. */
  readonly inARow: number;
}

/**
 * Sends a batch. What is refused as a whole is sent in halves, so that one bad record keeps no other out. A receiver that refuses whatever it is
 * sent has failed itself, as one does whose index is closed or whose parser is broken: then nothing is given up.
 */
export async function deliverBatch(
  batch: readonly Line[],
  send: Sink['send'],
  { inARow: before, random, signal }: { readonly inARow: number; readonly random: () => number; readonly signal: AbortSignal },
): Promise<BatchResult> {
  const places = new Map(batch.map((line, index) => [line, index]));
  let waiting = [batch];
  const left: Line[] = [];
  /** Refused since something was taken. */
  let suspects: Line[] = [];
  let inARow = before;
  let taken = 0;
  let givenUp = 0;
  let refusal: string | undefined;
  let later: BatchResult['later'];

  const took = (count: number): void => {
    if (count === 0) return;
    taken += count;
    givenUp += suspects.length;
    suspects = [];
    inARow = 0;
  };
  const refused = (lines: readonly Line[], reason: string): void => {
    refusal = reason;
    suspects.push(...lines);
    inARow += lines.length;
  };
  const attempt = async (part: readonly Line[]): Promise<void> => {
    const outcome = await send(part, signal).catch((error: unknown): Outcome => ({ kind: 'later', reason: (error as Error).message }));
    if (outcome.kind === 'delivered') took(part.length);
    else if (outcome.kind === 'later') {
      later = outcome;
      left.push(...part);
    } else if (outcome.kind === 'some') {
      refused(outcome.refused, outcome.reason);
      took(part.length - outcome.later.length - outcome.refused.length);
      left.push(...outcome.later);
      if (outcome.later.length > 0) later = { kind: 'later', reason: outcome.reason };
    } else if (part.length === 1) refused(part, outcome.reason);
    else {
      const middle = Math.ceil(part.length / 2);
      waiting.push(part.slice(middle), part.slice(0, middle));
    }
  };

  /** Some of what waits, from all over it, one by one until something is taken. */
  const probe = async (): Promise<void> => {
    const rest = waiting.flat();
    const step = Math.max(1, Math.floor(rest.length / PROBES));
    for (let index = Math.floor(random() * step); index < rest.length && inARow > 0 && later === undefined; index += step) {
      const one = rest.slice(index, index + 1);
      waiting = waiting.map((part) => part.filter((line) => line !== one[0]));
      await attempt(one);
    }
    if (inARow > 0) later ??= { kind: 'later', reason: `takes none of ${inARow} records in a row: ${refusal ?? ''}` };
  };

  while (later === undefined) {
    const part = waiting.pop();
    if (part === undefined) break;
    if (part.length > 0) await attempt(part);
    if (later === undefined && inARow >= SUSPICIOUS) await probe();
  }
  if (later === undefined) givenUp += suspects.length;
  else left.push(...suspects, ...waiting.flat());
  const place = (line: Line): number => places.get(line) ?? 0;
  return { taken, givenUp, refusal, left: left.toSorted((one, other) => place(one) - place(other)), later, inARow };
}
