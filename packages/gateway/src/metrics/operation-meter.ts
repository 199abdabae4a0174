import { PROBLEM_TYPES, type ProblemName } from '@airside/domain';

import { GATEWAY_METRICS } from './catalog/gateway.ts';
import { HTTP_METRICS } from './catalog/http.ts';
import type { Family, Series } from './family.ts';
import { methodIndex, methodName } from './methods.ts';
import type { Registry } from './registry.ts';

/** The series of one combination of method, scheme, status and problem: they have the same attributes. */
interface RequestSeries {
  readonly duration: Series;
  readonly requestSize: Series;
  readonly responseSize: Series;
}

export interface EndedRequest {
  readonly method: string;
  readonly secure: boolean;
  readonly status: number;
  readonly problem: ProblemName | undefined;
  readonly seconds: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
}

const PROBLEMS = new Map<string, number>(Object.keys(PROBLEM_TYPES).map((name, index) => [name, index + 1]));
const MOST_PROBLEMS = 256;
const MOST_STATUSES = 1000;
const FIRST_ERROR = 500;

/** Counts the requests of one operation, whose attributes are put together once. */
export class OperationMeter {
  readonly api: string;
  readonly operation: string;
  readonly #route: string;
  readonly #registry: Registry;
  readonly #duration: Family;
  readonly #requestSize: Family;
  readonly #responseSize: Family;
  readonly #gateway: Family;
  readonly #gatewaySeries: Series;
  readonly #requests = new Map<number, RequestSeries>();
  readonly #refusals = new Map<string, Series>();
  readonly #reports = new Map<string, Series>();

  /** `api` and `operation` are '' where there is none; `route` too. */
  constructor(registry: Registry, { api, operation, route }: { readonly api: string; readonly operation: string; readonly route: string }) {
    this.api = api;
    this.operation = operation;
    this.#route = route;
    this.#registry = registry;
    this.#duration = registry.family(HTTP_METRICS.duration.name);
    this.#requestSize = registry.family(HTTP_METRICS.requestSize.name);
    this.#responseSize = registry.family(HTTP_METRICS.responseSize.name);
    this.#gateway = registry.family(GATEWAY_METRICS.gateway.name);
    this.#gatewaySeries = registry.seriesIn(this.#gateway, [api, operation]);
  }

  ended(request: EndedRequest): void {
    const { requestSize, responseSize, duration } = this.#seriesOf(request);
    this.#duration.record(duration, request.seconds);
    this.#requestSize.record(requestSize, request.requestBytes);
    this.#responseSize.record(responseSize, request.responseBytes);
  }

  /** Time in seconds. */
  spentInGateway(seconds: number): void {
    this.#gateway.record(this.#gatewaySeries, seconds);
  }

  refused(problem: string, policy: string): void {
    const key = `${problem} ${policy}`;
    const family = this.#registry.family(GATEWAY_METRICS.refusals.name);
    family.add(
      remembered(this.#refusals, key, () => this.#registry.seriesIn(family, [this.api, this.operation, problem, policy])),
      1,
    );
  }

  reported(policy: string): void {
    const family = this.#registry.family(GATEWAY_METRICS.reports.name);
    family.add(
      remembered(this.#reports, policy, () => this.#registry.seriesIn(family, [this.api, this.operation, policy])),
      1,
    );
  }

  #seriesOf({ method, secure, status, problem }: EndedRequest): RequestSeries {
    const methodNumber = methodIndex(method);
    const problemNumber = problem === undefined ? 0 : (PROBLEMS.get(problem) ?? 0);
    const key = ((methodNumber * MOST_STATUSES + status) * 2 + Number(secure)) * MOST_PROBLEMS + problemNumber;
    return remembered(this.#requests, key, () => {
      // Of a server's answer only 5xx is an error, the caller's mistake is none.
      const error = status < FIRST_ERROR ? '' : (problem ?? String(status));
      const values = [methodName(methodNumber), secure ? 'https' : 'http', this.#route, String(status), error, this.api, this.operation];
      return {
        duration: this.#registry.seriesIn(this.#duration, values),
        requestSize: this.#registry.seriesIn(this.#requestSize, values),
        responseSize: this.#registry.seriesIn(this.#responseSize, values),
      };
    });
  }
}

function remembered<Key, Value>(memory: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  memory.set(key, made);
  return made;
}
