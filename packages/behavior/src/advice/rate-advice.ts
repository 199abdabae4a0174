import { roundUp } from '@airside/openapi';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { mostRows } from '../model/users.ts';
import { MINUTE, TEN_MINUTES } from '../model/window/spans.ts';
import { WindowTable } from '../model/window/window-table.ts';
import { combined, DDSketch } from '../sketch/index.ts';

const SPANS = [MINUTE, TEN_MINUTES] as const;
const SWEEP_PARTS = 60;
/** A limit is so many times what all but one in a thousand windows need. */
const HEADROOM = 2;
/** So many windows give half of the confidence there is to have. */
const HALF_SURE = 500;
/** Nothing is said on fewer. */
const LEAST_WINDOWS = 20;

/** A rate limit for an operation that would hardly touch anybody. */
export interface RateAdvice {
  readonly api: string;
  readonly operation: string;
  /** Length of the window, in milliseconds. */
  readonly windowMs: number;
  /** Calls of one caller in a window that are let through. */
  readonly limit: number;
  /** Calls that callers made in a window in which they made any: half, 90 % and 99 % of windows had no more. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly most: number;
  /** Windows that it was learned from. */
  readonly windows: number;
  /** From 0 to 1: grows with what was seen. */
  readonly confidence: number;
  /** Share of those windows that would have come to the limit, from 0 to 1. */
  readonly touched: number;
}

interface Operation {
  readonly api: string;
  readonly name: string;
  readonly windows: readonly DDSketch[];
}

/** Learns how often single callers call each operation, and says which limits would hold. Bounded by the options of the engine. */
export class RateAdvisor {
  readonly #learning: Learning;
  readonly #table: WindowTable;
  readonly #operations = new Map<string, Operation>();
  readonly #byIndex: Operation[] = [];
  readonly #indexes = new Map<string, number>();

  constructor(learning: Learning) {
    this.#learning = learning;
    this.#table = new WindowTable({
      spansMs: SPANS,
      most: mostRows(learning.options.mostCallers),
      closed: (row, span) => this.#byIndex[(this.#table.scopes[row] ?? 0) - 1]?.windows[span]?.add(this.#table.value(row, span)),
    });
  }

  /** Takes a call that succeeded; others say nothing of what callers need. */
  observe({ outcome, api, operation, caller, timeMs }: Call): void {
    if (outcome !== 'success') return;
    const name = `${api} ${operation}`;
    const index = this.#indexOf(name, api, operation);
    if (index === 0) return;
    const row = this.#table.row(combined(this.#learning.hash(caller), index) || 1, timeMs);
    this.#table.scopes[row] = index;
    this.#table.add(row, 1);
  }

  tick(nowMs: number): void {
    this.#table.sweep(nowMs, SWEEP_PARTS);
  }

  /** For each operation and length of a window, those with most confidence first. */
  advice(): readonly RateAdvice[] {
    const all = [...this.#operations.values()].flatMap(({ api, name, windows }) =>
      windows.flatMap((sketch, span) => (sketch.count < LEAST_WINDOWS ? [] : [adviceOf(api, name, SPANS[span] ?? MINUTE, sketch)])),
    );
    return all.toSorted((one, other) => other.confidence - one.confidence);
  }

  #indexOf(key: string, api: string, name: string): number {
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    if (this.#byIndex.length >= this.#learning.options.mostOperations) return 0;
    const operation: Operation = { api, name, windows: SPANS.map(() => new DDSketch({ relativeError: 0.02 })) };
    this.#operations.set(key, operation);
    this.#byIndex.push(operation);
    this.#indexes.set(key, this.#byIndex.length);
    return this.#byIndex.length;
  }
}

function adviceOf(api: string, operation: string, windowMs: number, windows: DDSketch): RateAdvice {
  const limit = Math.max(5, roundUp(HEADROOM * windows.quantile(0.999)));
  return {
    api,
    operation,
    windowMs,
    limit,
    p50: Math.round(windows.quantile(0.5)),
    p90: Math.round(windows.quantile(0.9)),
    p99: Math.round(windows.quantile(0.99)),
    most: Math.round(windows.max),
    windows: Math.round(windows.count),
    confidence: Math.round((1000 * windows.count) / (windows.count + HALF_SURE)) / 1000,
    touched: windows.tail(limit * 1.03),
  };
}
