import type { Exchange, ProblemName } from '@airside/domain';

import { HTTP_METRICS } from './catalog/http.ts';
import type { Family, Series } from './family.ts';
import { methodIndex, methodName } from './methods.ts';
import type { Registry } from './registry.ts';

const FIRST_ERROR = 400;
const MOST_STATUSES = 1000;

/** Counts requests to upstreams, as the semantic conventions for HTTP clients say. */
export class UpstreamMeter {
  readonly #registry: Registry;
  readonly #family: Family;
  /** By API and origin, which are those of the configuration; then by method, status and whether it failed. */
  readonly #series = new Map<string, Map<number, Map<string, Series>>>();

  constructor(registry: Registry) {
    this.#registry = registry;
    this.#family = registry.family(HTTP_METRICS.upstream.name);
  }

  ended(api: string, method: string, upstream: NonNullable<Exchange['upstream']>, problem: ProblemName | undefined): void {
    const place = `${api} ${upstream.origin}`;
    const ofPlace = this.#series.get(place) ?? new Map<number, Map<string, Series>>();
    this.#series.set(place, ofPlace);
    const methodNumber = methodIndex(method);
    const key = methodNumber * MOST_STATUSES + (upstream.status ?? 0);
    const ofStatus = ofPlace.get(key) ?? new Map<string, Series>();
    ofPlace.set(key, ofStatus);
    const error = errorType(upstream.status, problem);
    let series = ofStatus.get(error);
    if (series === undefined) {
      const { hostname, port, protocol } = new URL(upstream.origin);
      const scheme = protocol.slice(0, -1);
      const status = upstream.status === null ? '' : String(upstream.status);
      series = this.#registry.seriesIn(this.#family, [
        methodName(methodNumber),
        hostname,
        port === '' ? (scheme === 'https' ? '443' : '80') : port,
        scheme,
        status,
        error,
        api,
      ]);
      ofStatus.set(error, series);
    }
    this.#family.record(series, upstream.durationMs / 1000);
  }
}

/** For a client 4xx is an error as well; where there was no answer, what Airside answered in its place. */
function errorType(status: number | null, problem: ProblemName | undefined): string {
  if (status === null) return problem ?? '_OTHER';
  return status >= FIRST_ERROR ? String(status) : '';
}
