import { type Judgement, judgementSchema, type Subject, subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';

import { savedName } from '../saved/saved-name.ts';

const MOST = 10_000;
/** Names in all verdicts together: the oldest verdicts make room for those of newer ones. */
const MOST_NAMES = 50_000;
/** Decades of surprise that one judgement moves a threshold by. */
const FALSE_ADDS = 1;
const TRUE_TAKES = 0.5;
const HIGHEST = 4;
const LOWEST = -1;
const EXPECTED_MS = 90 * 24 * 60 * 60 * 1000;
const VERDICTS_IN_PART = 100;
/** How full they are left when room is made, so that it is not made at each verdict. */
const ROOMY = 0.9;

const savedSchema = z.strictObject({
  shifts: z.array(z.tuple([savedName, z.number().min(LOWEST).max(HIGHEST)])).max(MOST),
  expected: z.array(z.tuple([savedName, z.number()])).max(MOST),
});
const taken = judgementSchema.pick({ of: true, feedback: true, time: true, about: true });
const savedVerdicts = z.strictObject({ settledUntilMs: z.number(), verdicts: z.array(taken).max(VERDICTS_IN_PART) });

type Taken = Pick<Judgement, 'of' | 'feedback' | 'time' | 'about'>;

interface InForce {
  readonly shifts: ReadonlyMap<string, number>;
  readonly expectedUntilMs: ReadonlyMap<string, number>;
}

/**
 * What people said of detections and incidents. `false` makes an indicator less eager at an API, `true` more, both within bounds. `expected` and `false` keep it from naming the same subject there again for
 * 90 days. The last word on each detection and incident counts, once, however often it is told.
 */
export class Judgements {
  /** By detection or incident; none is older than 90 days. */
  readonly #verdicts = new Map<string, Taken>();
  #names = 0;
  /** No verdict is older. */
  #oldestMs = Number.POSITIVE_INFINITY;
  /** What was said until then and is not among the verdicts is not taken any more: it was, and has become a part of the shifts. */
  #settledUntilMs = 0;
  /** Of verdicts that are settled, and of states of before. */
  readonly #shifts = new LRUCache<string, number>({ max: MOST });
  /** Of states of before, at whatever API. */
  readonly #expectedUntilMs = new LRUCache<string, number>({ max: MOST });
  /** Undefined where something was said since it was made. */
  #inForce: InForce | undefined;

  /** False where it was taken before, or a later one of the same detection or incident was. */
  take({ of, feedback, time, about }: Judgement, nowMs: number): boolean {
    const timeMs = Date.parse(time);
    const known = this.#verdicts.get(of);
    if (known === undefined ? timeMs <= this.#settledUntilMs : timeMs <= Date.parse(known.time)) return false;
    if (feedback === null || feedback === 'true') this.#expectNoMore(about);
    this.#put({ of, feedback, time, about: feedback === null ? [] : about });
    this.#settle(nowMs);
    return true;
  }

  /** What a surprise is worth after what people said. */
  effective(surprise: number, indicator: string, api: string | null, subject: Subject, nowMs: number): number {
    if (this.#verdicts.size === 0 && this.#shifts.size === 0 && this.#expectedUntilMs.size === 0) return surprise;
    this.#inForce ??= this.#whatIsInForce();
    const { shifts, expectedUntilMs } = this.#inForce;
    if (expectedUntilMs.size > 0 && (expectedUntilMs.get(subjectKeyOf(indicator, api, subject)) ?? 0) > nowMs) return 0;
    if (this.#expectedUntilMs.size > 0 && (this.#expectedUntilMs.get(keyOf(indicator, subjectKey(subject))) ?? 0) > nowMs) return 0;
    const key = keyOf(indicator, api ?? '');
    return Math.max(0, surprise - (shifts.get(key) ?? this.#shifts.get(key) ?? 0));
  }

  save(): unknown {
    return { shifts: [...this.#shifts].reverse(), expected: [...this.#expectedUntilMs].reverse() };
  }

  /** The verdicts, some at a time. */
  *saveVerdicts(): Generator<z.infer<typeof savedVerdicts>> {
    const verdicts = [...this.#verdicts.values()];
    for (let from = 0; from < verdicts.length; from += VERDICTS_IN_PART)
      yield { settledUntilMs: this.#settledUntilMs, verdicts: verdicts.slice(from, from + VERDICTS_IN_PART) };
  }

  merge(saved: unknown): void {
    const { shifts, expected } = savedSchema.parse(saved);
    for (const [key, shift] of shifts) this.#shifts.set(key, Math.max(shift, this.#shifts.get(key) ?? shift));
    for (const [key, untilMs] of expected) this.#expectedUntilMs.set(key, Math.max(untilMs, this.#expectedUntilMs.get(key) ?? untilMs));
    this.#inForce = undefined;
  }

  mergeVerdicts(saved: unknown): void {
    const { settledUntilMs, verdicts } = savedVerdicts.parse(saved);
    for (const verdict of verdicts) {
      const known = this.#verdicts.get(verdict.of);
      if (known === undefined || Date.parse(verdict.time) > Date.parse(known.time)) this.#put(verdict);
    }
    this.#settledUntilMs = Math.max(this.#settledUntilMs, settledUntilMs);
  }

  #put(verdict: Taken): void {
    const known = this.#verdicts.get(verdict.of);
    if (known !== undefined) this.#remove(known);
    this.#verdicts.set(verdict.of, verdict);
    this.#names += namesIn(verdict);
    this.#oldestMs = Math.min(this.#oldestMs, Date.parse(verdict.time));
    this.#inForce = undefined;
  }

  #remove(verdict: Taken): void {
    this.#verdicts.delete(verdict.of);
    this.#names -= namesIn(verdict);
  }

  /** What is too old, or one too many, moves thresholds for good. */
  #settle(nowMs: number): void {
    const sinceMs = nowMs - EXPECTED_MS;
    if (this.#oldestMs > sinceMs && this.#hasRoom(1)) return;
    const share = this.#hasRoom(1) ? 1 : ROOMY;
    this.#oldestMs = Number.POSITIVE_INFINITY;
    for (const verdict of inOrder(this.#verdicts.values())) {
      const timeMs = Date.parse(verdict.time);
      if (timeMs > sinceMs && this.#hasRoom(share)) {
        this.#oldestMs = timeMs;
        return;
      }
      this.#remove(verdict);
      this.#settledUntilMs = Math.max(this.#settledUntilMs, timeMs);
      for (const [key, shift] of shiftsOf(verdict)) this.#shifts.set(key, within((this.#shifts.get(key) ?? 0) + shift));
    }
  }

  #hasRoom(share: number): boolean {
    return this.#verdicts.size <= share * MOST && this.#names <= share * MOST_NAMES;
  }

  #whatIsInForce(): InForce {
    const shifts = new Map<string, number>();
    const expectedUntilMs = new Map<string, number>();
    for (const verdict of inOrder(this.#verdicts.values())) {
      for (const [key, shift] of shiftsOf(verdict)) shifts.set(key, (shifts.get(key) ?? this.#shifts.get(key) ?? 0) + shift);
      const untilMs = Date.parse(verdict.time) + EXPECTED_MS;
      for (const { indicator, api, subjects } of verdict.about) {
        for (const subject of subjects) {
          const key = subjectKeyOf(indicator, api, subject);
          if (verdict.feedback === 'true') expectedUntilMs.delete(key);
          else expectedUntilMs.set(key, untilMs);
        }
      }
    }
    for (const [key, shift] of shifts) shifts.set(key, within(shift));
    return { shifts, expectedUntilMs };
  }

  /** States of before do not tell from which verdict an expectation is. */
  #expectNoMore(about: Judgement['about']): void {
    if (this.#expectedUntilMs.size === 0) return;
    for (const { indicator, subjects } of about)
      for (const subject of subjects) this.#expectedUntilMs.delete(keyOf(indicator, subjectKey(subject)));
  }
}

/** By how much a verdict moves which thresholds, each once. */
function shiftsOf({ feedback, about }: Taken): ReadonlyMap<string, number> {
  if (feedback === 'expected' || feedback === null) return new Map();
  return new Map(about.map(({ indicator, api }) => [keyOf(indicator, api ?? ''), feedback === 'false' ? FALSE_ADDS : -TRUE_TAKES]));
}

function inOrder(verdicts: Iterable<Taken>): readonly Taken[] {
  return [...verdicts].toSorted((one, other) => Date.parse(one.time) - Date.parse(other.time));
}

function namesIn({ about }: Taken): number {
  return about.reduce((sum, { subjects }) => sum + subjects.length, 0);
}

function within(shift: number): number {
  return Math.min(HIGHEST, Math.max(LOWEST, shift));
}

function keyOf(indicator: string, about: string): string {
  return `${indicator} ${about}`;
}

function subjectKeyOf(indicator: string, api: string | null, subject: Subject): string {
  return `${indicator} ${api ?? ''} ${subjectKey(subject)}`;
}
