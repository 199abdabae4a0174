import type { LearnedOperation } from '@airside/behavior';
import { callerOf, type Exchange } from '@airside/domain';

import type { Advice } from '../administration.ts';
import { LearnedOperations } from './learned-operations.ts';
import { limitConfiguration } from './limit-configuration.ts';

const MINUTE_MS = 60_000;
const MOST_COUNTS = 200_000;
/** Of less, nothing is known of how much is usual. */
const LEAST_REQUESTS = 200;
const LEAST_CALLERS = 3;
const LEAST_LIMIT = 10;
/** So much more than the busiest minute of the busiest caller but the top thousandth. */
const HEADROOM = 2;

interface Counted {
  readonly api: string;
  readonly operation: string;
  requests: number;
  readonly callers: Set<string>;
  /** By caller and minute. */
  readonly minutes: Map<string, number>;
}

/** How many requests a minute callers make of each operation. */
export class Rates {
  readonly #operations = new Map<string, Counted>();
  readonly #known: LearnedOperations;
  #counts = 0;

  constructor(learned: readonly LearnedOperation[]) {
    this.#known = new LearnedOperations(learned);
  }

  note(exchange: Exchange): void {
    const { api, status } = exchange;
    if (api === null || status >= 400 || this.#counts >= MOST_COUNTS) return;
    const operation = this.#known.of(exchange);
    if (operation === undefined) return;
    const key = `${api} ${operation}`;
    const counted = this.#operations.get(key) ?? {
      api,
      operation,
      requests: 0,
      callers: new Set<string>(),
      minutes: new Map<string, number>(),
    };
    this.#operations.set(key, counted);
    counted.requests++;
    const caller = callerOf(exchange);
    counted.callers.add(caller);
    const minute = `${Math.floor(Date.parse(exchange.time) / MINUTE_MS)} ${caller}`;
    const count = counted.minutes.get(minute);
    if (count === undefined) this.#counts++;
    counted.minutes.set(minute, (count ?? 0) + 1);
  }

  advice(): Advice[] {
    return [...this.#operations.values()]
      .filter(({ requests, callers }) => requests >= LEAST_REQUESTS && callers.size >= LEAST_CALLERS)
      .map(adviceFor);
  }
}

function adviceFor({ api, operation, requests, callers, minutes }: Counted): Advice {
  const counts = [...minutes.values()].toSorted((a, b) => a - b);
  const usual = counts[Math.floor((counts.length - 1) * 0.999)] ?? 0;
  const limit = Math.max(LEAST_LIMIT, Math.ceil(usual * HEADROOM));
  const over = [...minutes].filter(([, count]) => count > limit);
  const touched = over.reduce((sum, [, count]) => sum + count - limit, 0);
  const touchedCallers = new Set(over.map(([minute]) => minute.slice(minute.indexOf(' '))));
  return {
    kind: 'rate-limit',
    api,
    operation,
    title: `${operation} of ${api}: at most ${limit} requests a minute for each caller`,
    because: `999 of 1000 minutes of ${callers.size} callers have at most ${usual}; the busiest has ${counts.at(-1) ?? 0}`,
    configuration: limitConfiguration(api, operation, limit),
    confidence: Math.round((100 * counts.length) / (counts.length + 100)) / 100,
    touched: { requests: touched, of: requests, callers: touchedCallers.size },
  };
}
