import type { Call } from '../call/call.ts';
import { DEFAULT_OPTIONS, type EngineOptions, type Learning } from '../engine/learning.ts';
import type { Detector, Indicator, Signal } from '../indicators/indicator.ts';
import { createKeyedHash } from '../sketch/index.ts';
import { callOf, type MadeCall } from './call.ts';

/** What is more surprising is not learned. */
const SUSPICIOUS = 5;
/** The engine ticks every second; tests of weeks would take minutes that way. */
const TICK_MS = 1_200_000;

/** An indicator at work, fed as the engine feeds it. */
export class Watch {
  readonly detector: Detector;
  readonly learning: Learning;
  readonly signals: Signal[] = [];
  #tickedMs = 0;

  constructor(indicator: Indicator, options: Partial<EngineOptions> = {}) {
    this.learning = learningOf(options);
    this.detector = indicator.create(this.learning);
  }

  see(calls: Iterable<MadeCall>): this {
    for (const each of calls) this.#see(callOf(each));
    return this;
  }

  /** Surprises of what was said, highest first; those below 1 left out. */
  get surprises(): readonly number[] {
    return this.signals.map(({ surprise }) => surprise).toSorted((one, other) => other - one);
  }

  get highest(): number {
    return this.surprises[0] ?? 0;
  }

  /** Forgets what was said so far: the attack comes now. */
  reset(): this {
    this.signals.length = 0;
    return this;
  }

  #see(call: Call): void {
    for (; this.#tickedMs > 0 && this.#tickedMs + TICK_MS <= call.timeMs; this.#tickedMs += TICK_MS) {
      this.signals.push(...(this.detector.tick?.(this.#tickedMs) ?? []));
    }
    if (this.#tickedMs === 0) this.#tickedMs = call.timeMs;
    const signal = this.detector.judge(call);
    if (signal !== undefined) this.signals.push(signal);
    if (signal === undefined || signal.surprise < SUSPICIOUS) this.detector.learn?.(call);
    this.detector.follow?.(call);
  }
}

export function learningOf(options: Partial<EngineOptions> = {}): Learning {
  return {
    isTraining: false,
    hash: createKeyedHash(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8])),
    options: { ...DEFAULT_OPTIONS, ...options },
  };
}
