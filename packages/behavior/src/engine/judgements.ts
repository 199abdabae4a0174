import type { Feedback, Subject } from '@airside/domain';
import { subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { savedName } from '../saved/saved-name.ts';

const MOST = 10_000;
/** Decades of surprise that one judgement moves a threshold by. */
const FALSE_ADDS = 1;
const TRUE_TAKES = 0.5;
const HIGHEST = 4;
const LOWEST = -1;
const EXPECTED_MS = 90 * 24 * 60 * 60 * 1000;

const savedSchema = z.strictObject({
  shifts: z.array(z.tuple([savedName, z.number().min(LOWEST).max(HIGHEST)])).max(MOST),
  expected: z.array(z.tuple([savedName, z.number()])).max(MOST),
});

/**
 * What people said of detections. `false` makes the indicator less eager at this API, `true` more, both within bounds. `expected` and `false` keep
 * it from naming the same subject again for 90 days.
 */
export class Judgements {
  readonly #shifts = new LRUCache<string, number>({ max: MOST });
  readonly #expectedUntilMs = new LRUCache<string, number>({ max: MOST });

  take(feedback: Feedback, indicator: string, api: string | null, subjects: readonly Subject[], nowMs: number): void {
    if (feedback !== 'true') {
      for (const subject of subjects) this.#expectedUntilMs.set(keyOf(indicator, subjectKey(subject)), nowMs + EXPECTED_MS);
    }
    if (feedback === 'expected') return;
    const key = keyOf(indicator, api ?? '');
    const moved = (this.#shifts.get(key) ?? 0) + (feedback === 'false' ? FALSE_ADDS : -TRUE_TAKES);
    this.#shifts.set(key, Math.min(HIGHEST, Math.max(LOWEST, moved)));
  }

  /** What a surprise is worth after what people said. */
  effective(surprise: number, indicator: string, api: string | null, subject: Subject, nowMs: number): number {
    if (this.#expectedUntilMs.size > 0 && (this.#expectedUntilMs.get(keyOf(indicator, subjectKey(subject))) ?? 0) > nowMs) return 0;
    return Math.max(0, surprise - (this.#shifts.size === 0 ? 0 : (this.#shifts.get(keyOf(indicator, api ?? '')) ?? 0)));
  }

  save(): unknown {
    return { shifts: [...this.#shifts].reverse(), expected: [...this.#expectedUntilMs].reverse() };
  }

  merge(saved: unknown): void {
    const { shifts, expected } = savedSchema.parse(saved);
    for (const [key, shift] of shifts) this.#shifts.set(key, Math.max(shift, this.#shifts.get(key) ?? shift));
    for (const [key, untilMs] of expected) this.#expectedUntilMs.set(key, Math.max(untilMs, this.#expectedUntilMs.get(key) ?? untilMs));
  }
}

function keyOf(indicator: string, about: string): string {
  return `${indicator} ${about}`;
}
