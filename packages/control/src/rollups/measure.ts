import { type Exchange, NONE } from '@airside/domain';

import { binOf } from './bins.ts';
import { NO_SUMS, newCallers, SUM_PLACES, type Tally } from './tally.ts';

/** How an exchange ended: `refused` where the gateway answered, else by the status of the API; `gone` where the caller left first. */
export type Outcome = 'success' | 'rejected' | 'refused' | 'error' | 'gone';

/** One exchange in numbers, worked out once and added to each series that it belongs to. */
export interface Measured {
  readonly sums: readonly number[];
  readonly maxima: readonly number[];
  /** Bins in the order of `DISTRIBUTION_NAMES`; undefined where there is no value. */
  readonly bins: readonly (number | undefined)[];
  readonly problem: string | null;
  readonly caller: string;
}

export function measure(exchange: Exchange): Measured {
  const durationUs = micros(exchange.durationMs);
  const upstreamUs = exchange.upstream === null ? 0 : micros(exchange.upstream.durationMs);
  const gatewayUs = Math.max(0, durationUs - upstreamUs);
  const requestBytes = whole(exchange.requestBytes);
  const responseBytes = whole(exchange.responseBytes);
  const sums = NO_SUMS.slice();
  sums[SUM_PLACES.requests] = 1;
  sums[SUM_PLACES[outcomeOf(exchange)]] = 1;
  sums[SUM_PLACES.status1xx + Math.min(5, Math.max(1, Math.floor(exchange.status / 100) || 1)) - 1] = 1;
  sums[SUM_PLACES.requestBytes] = requestBytes;
  sums[SUM_PLACES.responseBytes] = responseBytes;
  sums[SUM_PLACES.durationUs] = durationUs;
  sums[SUM_PLACES.gatewayUs] = gatewayUs;
  sums[SUM_PLACES.upstreamUs] = upstreamUs;
  sums[SUM_PLACES.upstreamCalls] = exchange.upstream === null ? 0 : 1;
  // In the orders of `MAXIMA` and of `DISTRIBUTION_NAMES`.
  const maxima = [requestBytes, responseBytes, durationUs, gatewayUs, upstreamUs];
  const bins = [
    binOf(durationUs / 1000),
    binOf(gatewayUs / 1000),
    exchange.upstream === null ? undefined : binOf(upstreamUs / 1000),
    binOf(requestBytes),
    binOf(responseBytes),
  ];
  return { sums, maxima, bins, problem: exchange.problem, caller: callerOf(exchange) };
}

/** Adds an exchange to a tally. */
export function addTo(tally: Tally, measured: Measured, countCallers: boolean): void {
  const { sums, maxima, bins, problem } = measured;
  for (let place = 0; place < sums.length; place++) tally.sums[place] = (tally.sums[place] ?? 0) + (sums[place] ?? 0);
  for (let place = 0; place < maxima.length; place++) tally.maxima[place] = Math.max(tally.maxima[place] ?? 0, maxima[place] ?? 0);
  for (let place = 0; place < bins.length; place++) {
    const bin = bins[place];
    if (bin !== undefined) tally.distributions[place]?.add(bin);
  }
  if (problem !== null) tally.problems.set(problem, (tally.problems.get(problem) ?? 0) + 1);
  if (!countCallers) return;
  tally.callers ??= newCallers();
  tally.callers.add(measured.caller);
}

function outcomeOf({ status, problem }: Pick<Exchange, 'status' | 'problem'>): Outcome {
  if (status === 499) return 'gone';
  if (problem !== null) return 'refused';
  if (status >= 500) return 'error';
  return status >= 400 ? 'rejected' : 'success';
}

/** Who called, by what tells callers apart best; of those who are not known, the address. */
function callerOf({ principal, client }: Exchange): string {
  if (principal === null || principal.kind === 'anonymous') return client.address;
  return `${principal.issuer ?? ''}#${principal.subject}`;
}

/** The series of an exchange in each dimension. */
export function dimensionsOf({ operation, principal, client }: Exchange): readonly [string, string, string, string] {
  return [operation ?? NONE, principal?.consumer ?? NONE, client.country ?? NONE, client.network ?? NONE];
}

function micros(ms: number): number {
  return whole(ms * 1000);
}

/** What comes from another process is a number, and may be any. */
function whole(value: number): number {
  return value > 0 && value < Number.MAX_SAFE_INTEGER ? Math.round(value) : 0;
}
