import type { Exchange } from '@airside/domain';

import type { CutOff } from '../listen/server.ts';
import type { Transaction } from '../pipeline/transaction.ts';
import type { CompiledOperation } from '../snapshot/compiled.ts';
import { CallerMeter } from './caller-meter.ts';
import { GATEWAY_METRICS } from './catalog/gateway.ts';
import { HTTP_METRICS } from './catalog/http.ts';
import { WORKER_METRICS } from './catalog/index.ts';
import type { Family, Series } from './family.ts';
import { ValueLimit } from './limits.ts';
import { METHOD_COUNT, methodIndex, methodName } from './methods.ts';
import { OperationMeter } from './operation-meter.ts';
import { Registry } from './registry.ts';
import { routeOf } from './route.ts';
import { UpstreamMeter } from './upstream-meter.ts';

export interface MeterOptions {
  readonly maxConsumers: number;
  readonly countries: boolean;
  readonly networks: boolean;
  readonly maxNetworks: number;
}

/** Limits of attributes whose values come from outside. */
export function metricLimits({ maxConsumers, maxNetworks }: Pick<MeterOptions, 'maxConsumers' | 'maxNetworks'>): Map<string, ValueLimit> {
  return new Map([
    ['airside.consumer', new ValueLimit(maxConsumers)],
    ['airside.network', new ValueLimit(maxNetworks)],
  ]);
}

/**
 * Counts the requests of one gateway process. Which numbers a request is counted in is found out once for each operation, status and the like;
 * after that a request costs some look-ups and additions.
 */
export class Meter {
  readonly registry: Registry;
  readonly #operations = new WeakMap<CompiledOperation, OperationMeter>();
  readonly #elsewhere: OperationMeter;
  readonly #callers: CallerMeter;
  readonly #upstreams: UpstreamMeter;
  readonly #active: Family;
  readonly #activeSeries: (Series | undefined)[] = [];
  readonly #policy: Family;
  readonly #policySeries = new Map<string, Series>();
  readonly #firewall: Family;

  constructor(options: MeterOptions) {
    this.registry = new Registry(WORKER_METRICS, metricLimits(options));
    this.#elsewhere = new OperationMeter(this.registry, { api: '', operation: '', route: '' });
    this.#callers = new CallerMeter(this.registry, options);
    this.#upstreams = new UpstreamMeter(this.registry);
    this.#active = this.registry.family(HTTP_METRICS.active.name);
    this.#policy = this.registry.family(GATEWAY_METRICS.policy.name);
    this.#firewall = this.registry.family(GATEWAY_METRICS.firewall.name);
  }

  /** A request has come; returns what to call once, when it is over. */
  began(method: string, secure: boolean): () => void {
    const index = methodIndex(method) + (secure ? METHOD_COUNT : 0);
    const series =
      this.#activeSeries[index] ?? this.registry.seriesIn(this.#active, [methodName(index % METHOD_COUNT), secure ? 'https' : 'http']);
    this.#activeSeries[index] = series;
    this.#active.add(series, 1);
    return () => this.#active.add(series, -1);
  }

  /** A request is over, and this is its record. */
  ended(transaction: Transaction, exchange: Exchange): void {
    const operation = this.#operationOf(transaction);
    const { status, upstream, durationMs, verdicts } = exchange;
    operation.ended({
      method: exchange.method,
      secure: transaction.scheme === 'https',
      status,
      problem: transaction.problem,
      seconds: durationMs / 1000,
      requestBytes: exchange.requestBytes,
      responseBytes: exchange.responseBytes,
    });
    operation.spentInGateway(Math.max(0, durationMs - (upstream?.durationMs ?? 0)) / 1000);
    if (upstream !== null) this.#upstreams.ended(operation.api, exchange.method, upstream, transaction.problem);
    this.#callers.ended(operation.api, exchange);
    let refusedBy = '_gateway';
    for (const { policy, outcome, durationUs } of verdicts) {
      this.#policy.record(this.#seriesOfPolicy(policy), durationUs / 1e6);
      if (outcome === 'refuse') refusedBy = policy;
      else if (outcome === 'report') operation.reported(policy);
    }
    if (exchange.problem !== null) operation.refused(exchange.problem, refusedBy);
    for (const [severity, count] of transaction.firewallSeverities ?? []) {
      this.#firewall.add(this.registry.seriesIn(this.#firewall, [operation.api, severity]), count);
    }
  }

  /** Bytes came that were no request. */
  unreadable(problem: string): void {
    this.#elsewhere.refused(problem, 'http');
  }

  /** A connection was closed without an answer. */
  cutOff(why: CutOff): void {
    const family = this.registry.family(GATEWAY_METRICS.cutOff.name);
    family.add(this.registry.seriesIn(family, [why]), 1);
  }

  #operationOf({ operation, api, head }: Transaction): OperationMeter {
    const compiled = operation ?? api?.unknown;
    if (compiled === undefined || api === undefined) return this.#elsewhere;
    const known = this.#operations.get(compiled);
    if (known !== undefined) return known;
    const { id = '', template } = compiled.operation ?? {};
    const route = template === undefined || head === undefined ? '' : routeOf(head.path, template);
    const meter = new OperationMeter(this.registry, { api: api.id, operation: id, route });
    this.#operations.set(compiled, meter);
    return meter;
  }

  #seriesOfPolicy(policy: string): Series {
    const known = this.#policySeries.get(policy);
    if (known !== undefined) return known;
    const series = this.registry.seriesIn(this.#policy, [policy]);
    this.#policySeries.set(policy, series);
    return series;
  }
}
