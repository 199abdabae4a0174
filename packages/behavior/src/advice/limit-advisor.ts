import { roundUp } from '@airside/openapi';
import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { ClockMap, LOOK_AT_LENGTH } from '../model/clock-map.ts';
import type { Facts } from '../model/facts.ts';
import { mostRows } from '../model/window/most-rows.ts';
import { secondOf } from '../model/window/second.ts';
import { DAY, HOUR, MINUTE, TEN_MINUTES } from '../model/window/spans.ts';
import type { Tally } from '../model/window/tally.ts';
import { FIELD, WindowTable } from '../model/window/window-table.ts';
import { savedName } from '../saved/saved-name.ts';
import { combined, DDSketch } from '../sketch/index.ts';

const REQUEST_SPANS = [MINUTE, TEN_MINUTES] as const;
const OBJECT_SPANS = [HOUR] as const;
const SWEEP_PARTS = 60;
/** A limit is so many times what all but one in a thousand windows need. */
const HEADROOM = 2;
/** So many windows give half of the confidence there is to have. */
const HALF_SURE = 500;
/** Nothing is said on fewer. */
const LEAST_WINDOWS = 20;
const LEAST_LIMIT = 5;
const OPERATIONS_IN_PART = 200;

const saved = z
  .array(
    z.strictObject({
      api: savedName,
      operation: savedName,
      sinceMs: z.number().nonnegative(),
      sketches: z.array(z.unknown()).length(REQUEST_SPANS.length + OBJECT_SPANS.length),
    }),
  )
  .max(OPERATIONS_IN_PART);

/** A limit for an operation that would hardly touch anybody. */
export interface LimitAdvice {
  readonly api: string;
  readonly operation: string;
  /** What is counted: calls of one caller, or different objects that it names in the path. */
  readonly counts: 'requests' | 'objects';
  /** Length of the window, in milliseconds. */
  readonly windowMs: number;
  /** So many are let through in a window. */
  readonly limit: number;
  /** What callers had in a window in which they had any: half, 90 % and 99 % of windows had no more. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly most: number;
  /** Windows that it was learned from. */
  readonly windows: number;
  readonly sinceMs: number;
  /** From 0 to 1: grows with what was seen. */
  readonly confidence: number;
  /** Share of those windows that would have come to the limit, from 0 to 1. */
  readonly touched: number;
}

interface Operation {
  /** From 1 on; never that of another one. */
  readonly index: number;
  readonly api: string;
  readonly name: string;
  sinceMs: number;
  /** For each length of a window: those of requests, then those of objects. */
  readonly sketches: readonly DDSketch[];
}

/**
 * Learns how often single callers call each operation and how many objects they name there in the path, and says which limits would hold. Callers are counted as the
 * policies that limit them do. Bounded by the options of the engine.
 */
export class LimitAdvisor {
  readonly #learning: Learning;
  readonly #book: Book;
  readonly #table: WindowTable;
  readonly #requests: Tally;
  readonly #objects: Tally;
  readonly #operations: ClockMap<Operation, string>;
  readonly #byIndex = new Map<number, Operation>();
  #next = 1;
  #fadedMs = 0;

  constructor(learning: Learning) {
    this.#learning = learning;
    this.#book = bookOf(learning);
    this.#operations = new ClockMap(learning.options.mostOperations, isWorthKeeping, {
      mostLooks: LOOK_AT_LENGTH,
      onRemoved: ({ index }) => this.#byIndex.delete(index),
    });
    this.#table = new WindowTable(mostRows(learning.options.mostCallers));
    this.#requests = this.#table.tally({
      id: 'requests',
      spansMs: REQUEST_SPANS,
      closed: (row, at, span) => this.#sketch(row, span)?.add(this.#requests.value(at, span)),
    });
    this.#objects = this.#table.tally({
      id: 'objects',
      spansMs: OBJECT_SPANS,
      closed: (row, at, span) => this.#sketch(row, REQUEST_SPANS.length + span)?.add(this.#objects.value(at, span)),
    });
  }

  /** Takes a call that succeeded; others say nothing of what callers need. */
  observe(call: Call): void {
    const { outcome, api, operation, exchange, timeMs } = call;
    if (outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const { index } = this.#operation(api, operation, facts.operationName, timeMs);
    const row = this.#table.row(combined(counted(facts), index) || 1, facts.second);
    this.#table.set(FIELD.scope, row, index);
    this.#requests.add(this.#table.block(this.#requests, row, facts.second), 1);
    if (!operation.includes('{')) return;
    const at = this.#table.block(this.#objects, row, facts.second);
    const added = this.#objects.addDistinct(at, this.#learning.hash(exchange.path));
    if (added > 0) this.#objects.add(at, added);
  }

  tick(nowMs: number): void {
    this.#table.sweep(secondOf(nowMs), SWEEP_PARTS);
    if (this.#fadedMs === 0) this.#fadedMs = nowMs;
    const elapsedMs = nowMs - this.#fadedMs;
    if (elapsedMs < DAY) return;
    this.#fadedMs = nowMs;
    const factor = 2 ** (-elapsedMs / (this.#learning.options.halfLifeDays * DAY));
    for (const { sketches } of this.#operations.values()) for (const sketch of sketches) sketch.decay(factor);
  }

  /** For each operation and length of a window, those with most confidence first. */
  advice(): readonly LimitAdvice[] {
    const all = [...this.#operations.values()].flatMap((operation) =>
      operation.sketches.flatMap((sketch, index) => (sketch.count < LEAST_WINDOWS ? [] : [adviceOf(operation, index, sketch)])),
    );
    return all.toSorted((one, other) => other.confidence - one.confidence);
  }

  /** In parts, each of which `merge` takes. */
  *save(): Generator {
    const all = [...this.#operations.values()].filter(({ sketches }) => sketches.some(({ count }) => count > 0));
    for (let from = 0; from < all.length; from += OPERATIONS_IN_PART) {
      yield all
        .slice(from, from + OPERATIONS_IN_PART)
        .map(({ api, name, sinceMs, sketches }) => ({ api, operation: name, sinceMs, sketches: sketches.map((sketch) => sketch.save()) }));
    }
  }

  /** Adds one part of what was saved; throws where that is none. */
  merge(value: unknown): void {
    for (const { api, operation, sinceMs, sketches } of saved.parse(value)) {
      const known = this.#operation(api, operation, `${api} ${operation}`, sinceMs);
      known.sinceMs = Math.min(known.sinceMs, sinceMs);
      for (const [index, sketch] of sketches.entries()) known.sketches[index]?.merge(DDSketch.load(sketch));
    }
  }

  #sketch(row: number, index: number): DDSketch | undefined {
    return this.#byIndex.get(this.#table.of(FIELD.scope, row))?.sketches[index];
  }

  #operation(api: string, name: string, key: string, timeMs: number): Operation {
    const known = this.#operations.get(key);
    if (known !== undefined) return known;
    const sketches = [...REQUEST_SPANS, ...OBJECT_SPANS].map(() => new DDSketch({ relativeError: 0.02, bins: 512 }));
    const made: Operation = { index: this.#next++, api, name, sinceMs: timeMs, sketches };
    this.#operations.set(key, made);
    this.#byIndex.set(made.index, made);
    return made;
  }
}

/** Something can be said of it. */
function isWorthKeeping({ sketches }: Operation): boolean {
  return sketches.some(({ count }) => count >= LEAST_WINDOWS);
}

/** Whose calls count together: those of a consumer, else of a subject; of callers without an identity those of an address. */
function counted(facts: Facts): number {
  const consumer = facts.call.exchange.principal?.consumer ?? null;
  if (consumer !== null) return facts.name(consumer);
  return facts.class === 'anonymous' ? facts.key('address') : facts.caller;
}

function adviceOf({ api, name, sinceMs }: Operation, index: number, windows: DDSketch): LimitAdvice {
  const limit = Math.max(LEAST_LIMIT, roundUp(HEADROOM * windows.quantile(0.999)));
  return {
    api,
    operation: name,
    counts: index < REQUEST_SPANS.length ? 'requests' : 'objects',
    windowMs: [...REQUEST_SPANS, ...OBJECT_SPANS][index] ?? MINUTE,
    limit,
    p50: Math.round(windows.quantile(0.5)),
    p90: Math.round(windows.quantile(0.9)),
    p99: Math.round(windows.quantile(0.99)),
    most: Math.round(windows.max),
    windows: Math.round(windows.count),
    sinceMs,
    confidence: Math.round((1000 * windows.count) / (windows.count + HALF_SURE)) / 1000,
    touched: windows.tail(limit * 1.03),
  };
}
