import { HyperLogLog } from '@airside/openapi';

import { Bins } from './bins.ts';

/** What is summed, each by its column. Times in whole microseconds: sums of whole numbers are the same in any order. */
export const SUMS = [
  'requests',
  'success',
  'rejected',
  'refused',
  'error',
  'gone',
  'status1xx',
  'status2xx',
  'status3xx',
  'status4xx',
  'status5xx',
  'requestBytes',
  'responseBytes',
  'durationUs',
  'gatewayUs',
  'upstreamUs',
  'upstreamCalls',
] as const;

/** Of what the largest is kept. */
export const MAXIMA = ['maxRequestBytes', 'maxResponseBytes', 'maxDurationUs', 'maxGatewayUs', 'maxUpstreamUs'] as const;

export type SumName = (typeof SUMS)[number];
export type MaximumName = (typeof MAXIMA)[number];

export const DISTRIBUTION_NAMES = ['duration', 'gatewayTime', 'upstreamTime', 'requestSize', 'responseSize'] as const;

/** How many registers count callers: 256 bytes, some 7 % of error. */
const CALLER_PRECISION = 8;

/** What is known of the requests of one series in one stretch of time. */
export class Tally {
  readonly sums: number[] = NO_SUMS.slice();
  readonly maxima: number[] = NO_MAXIMA.slice();
  /** In the order of `DISTRIBUTION_NAMES`. */
  readonly distributions: readonly Bins[] = DISTRIBUTION_NAMES.map(() => new Bins());
  /** Refusals by problem. */
  readonly problems = new Map<string, number>();
  /** Where callers are counted: of an API and of an operation. */
  callers: HyperLogLog | undefined;

  sum(name: SumName): number {
    return this.sums[SUM_PLACES[name]] ?? 0;
  }

  add(name: SumName, count: number): void {
    const place = SUM_PLACES[name];
    this.sums[place] = (this.sums[place] ?? 0) + count;
  }

  maximum(name: MaximumName): number {
    return this.maxima[MAXIMUM_PLACES[name]] ?? 0;
  }

  /** Adds what another stretch of time, or another part of this one, has seen. The result does not depend on the order. */
  merge(other: Tally): void {
    for (let place = 0; place < this.sums.length; place++) this.sums[place] = (this.sums[place] ?? 0) + (other.sums[place] ?? 0);
    for (let place = 0; place < this.maxima.length; place++) {
      this.maxima[place] = Math.max(this.maxima[place] ?? 0, other.maxima[place] ?? 0);
    }
    for (const [place, bins] of this.distributions.entries()) {
      const more = other.distributions[place];
      if (more !== undefined) bins.merge(more);
    }
    for (const [problem, count] of other.problems) this.problems.set(problem, (this.problems.get(problem) ?? 0) + count);
    if (other.callers === undefined) return;
    this.callers ??= newCallers();
    this.callers.merge(other.callers);
  }
}

/** Without a key: the same callers have to count as the same after a restart. Who picks colliding names distorts an estimate, and nothing else. */
export function newCallers(): HyperLogLog {
  return new HyperLogLog({ precision: CALLER_PRECISION });
}

export const NO_SUMS: readonly number[] = SUMS.map(() => 0);
const NO_MAXIMA: readonly number[] = MAXIMA.map(() => 0);
export const SUM_PLACES = placesOf(SUMS);
const MAXIMUM_PLACES = placesOf(MAXIMA);

function placesOf<Name extends string>(names: readonly Name[]): Readonly<Record<Name, number>> {
  return Object.fromEntries(names.map((name, place) => [name, place])) as Record<Name, number>;
}
