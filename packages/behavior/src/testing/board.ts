import type { Call } from '../call/call.ts';
import type { EngineOptions } from '../engine/learning.ts';
import { INDICATORS } from '../indicators/index.ts';
import type { Detector, Indicator, Signal } from '../indicators/indicator.ts';
import { callOf, type MadeCall } from './call.ts';
import { learningOf } from './watch.ts';

const SUSPICIOUS = 5;
/** The engine ticks every second; tests of weeks would take minutes that way. */
const TICK_MS = 1_200_000;

/** What an indicator said. */
export interface Said {
  readonly indicator: string;
  readonly signal: Signal;
}

/** All indicators at work together, fed as the engine feeds them, without its judgement. */
export class Board {
  readonly said: Said[] = [];
  readonly #members: readonly (readonly [Indicator, Detector])[];
  #tickedMs = 0;

  constructor(options: Partial<EngineOptions> = {}) {
    const learning = learningOf(options);
    this.#members = INDICATORS.map((indicator) => [indicator, indicator.create(learning)]);
  }

  see(calls: Iterable<MadeCall>): this {
    for (const each of calls) this.#see(callOf(each));
    return this;
  }

  /** The highest surprise of an indicator, over all where none is named. */
  highest(id?: string): number {
    return Math.max(0, ...this.said.filter(({ indicator }) => id === undefined || indicator === id).map(({ signal }) => signal.surprise));
  }

  /** Subjects that an indicator named with at least that surprise. */
  subjects(id: string, surprise: number): ReadonlySet<string> {
    const named = this.said.filter(({ indicator, signal }) => indicator === id && signal.surprise >= surprise);
    return new Set(named.map(({ signal: { subject } }) => `${subject.kind}:${subject.id}`));
  }

  /** Forgets what was said so far. */
  reset(): this {
    this.said.length = 0;
    return this;
  }

  #see(call: Call): void {
    for (; this.#tickedMs > 0 && this.#tickedMs + TICK_MS <= call.timeMs; this.#tickedMs += TICK_MS) {
      for (const [, detector] of this.#members) detector.tick?.(this.#tickedMs);
    }
    if (this.#tickedMs === 0) this.#tickedMs = call.timeMs;
    let most = 0;
    for (const [{ id }, detector] of this.#members) {
      const signal = detector.judge(call);
      if (signal === undefined) continue;
      most = Math.max(most, signal.surprise);
      this.said.push({ indicator: id, signal });
    }
    if (most < SUSPICIOUS) for (const [, detector] of this.#members) detector.learn?.(call);
    for (const [, detector] of this.#members) detector.follow?.(call);
  }
}
