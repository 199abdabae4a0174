import { hash } from 'node:crypto';

import type { Indicator } from '../indicators/indicator.ts';
import { EvidenceProcess } from './evidence-process.ts';
import { type Heard, oneAfterAnother } from './one-after-another.ts';
import type { Releases } from './releases.ts';
import type { Sighting } from './sighting.ts';
import { restoreSighting, saveSighting } from './state/saved-sighting.ts';
import type { SavedSuspect } from './state/saved-suspect.ts';

const MOST_REASONS = 200;
/** Of what one indicator says in several ways, each further one counts for less by this power of their number. */
const OTHER_WORDS = 1 / 4;
/** Characters of a digest: 96 bits. */
const DIGEST = 16;
const MEMORY_MS = 24 * 60 * 60 * 1000;
/** What was told of stays told for so long: the same caller with the same oddity on another day is no other incident. */
const TOLD_MS = 14 * MEMORY_MS;
const MOST_TOLD = 200;
/** What becomes more surprising by less has begun where it was first seen: whoever is odd at each call is odd at those, too, at which something else is. */
const MORE = 1;
/** A day after it was odd last, such a time counts as a call in which nothing is: those who seldom call are believed again, too. */
const CALM_MS = 6 * 60 * 60 * 1000;

/** What speaks against one subject: its strongest sighting by each indicator within a day, and how its calls go on. */
export class Suspect {
  readonly process = new EvidenceProcess();
  readonly #sightings = new Map<string, Sighting>();
  /** At which of its calls each of them was. */
  readonly #at = new Map<string, number>();
  #calls = 0;
  /** What was surprising within a day, by indicator, and when it last was. */
  readonly #reasons = new Map<string, Map<string, number>>();
  /** Oddities of calls that were told of, and when first. */
  readonly #told = new Map<string, number>();
  /** Until then nothing is learned from it. */
  suspiciousUntilMs = 0;
  /** Until then it is waited what others do; 0 where nothing is waited for. */
  waitsUntilMs = 0;
  /** When something was last seen of it. */
  #lastMs = 0;

  /**
   * What a sighting adds to what is known. What a caller is surprising for at each of its calls, such as its country, counts once; of what is said again and
   * again in other words each counts for less.
   */
  news(sighting: Sighting): number {
    const reasons = this.#reasons.get(sighting.indicator.id);
    if (reasons === undefined) return sighting.surprise;
    for (const [reason, timeMs] of reasons) {
      if (sighting.timeMs - timeMs <= MEMORY_MS) break;
      reasons.delete(reason);
    }
    return reasons.has(reasonOf(sighting)) ? 0 : sighting.surprise / (reasons.size + 1) ** OTHER_WORDS;
  }

  /** Something is about to be seen of it. What was told of, and is over, is gathered no further: whatever comes after it has to be surprising by itself; and what is long ago counts for less. */
  beginAnew(nowMs: number): void {
    if (this.#lastMs > 0) this.process.rest(Math.max(0, nowMs - this.#lastMs - MEMORY_MS) / CALM_MS);
    this.#lastMs = Math.max(this.#lastMs, nowMs);
    if (this.suspiciousUntilMs === 0 || this.suspiciousUntilMs >= nowMs) return;
    this.process.reset();
    this.suspiciousUntilMs = 0;
  }

  /** A call of it goes by, so surprising; 0 for one that nothing was found in. `isAgain`: what was found in it was found before. */
  pass(surprise: number, isAgain = false): void {
    this.process.add(surprise, isAgain);
    this.#calls++;
  }

  remember(sighting: Sighting): void {
    const reasons = this.#reasons.get(sighting.indicator.id) ?? new Map<string, number>();
    const reason = reasonOf(sighting);
    // To the end, where the latest ones are.
    if (reasons.delete(reason) || reasons.size < MOST_REASONS)
      this.#reasons.set(sighting.indicator.id, reasons.set(reason, sighting.timeMs));
    const { id } = sighting.indicator;
    const known = this.#sightings.get(id);
    const isOld = known !== undefined && sighting.timeMs - known.timeMs > MEMORY_MS;
    if (known === undefined || isOld || sighting.surprise >= known.surprise + MORE) this.#at.set(id, this.#calls);
    if (known === undefined || isOld || sighting.surprise >= known.surprise) this.#sightings.set(id, sighting);
  }

  /** It was told of. */
  tell(sighting: Sighting): void {
    if (sighting.signal.independent !== true) return;
    const reason = toldOf(sighting);
    if (this.#told.has(reason)) return;
    for (const [other, timeMs] of this.#told) {
      if (this.#told.size < MOST_TOLD && sighting.timeMs - timeMs <= TOLD_MS) break;
      this.#told.delete(other);
    }
    this.#told.set(reason, sighting.timeMs);
  }

  /** −log10 of the chance that all of it comes about when nothing is wrong. */
  surprise(nowMs: number, releases: Releases): number {
    let strongest = this.process.level();
    for (const [id, { surprise, timeMs }] of this.#sightings) {
      if (nowMs - timeMs > MEMORY_MS) this.#sightings.delete(id);
      else if (surprise > strongest) strongest = surprise;
    }
    // Of what is nobody, such as an API, no calls are counted.
    return this.#calls === 0 || this.#sightings.size < 2 ? strongest : Math.max(strongest, oneAfterAnother(this.#heard(releases)));
  }

  #heard(releases: Releases): readonly Heard[] {
    return [...this.#sightings.values()].map((sighting) => ({
      surprise: sighting.surprise,
      call: this.#at.get(sighting.indicator.id) ?? 0,
      kin: releases.kinOf(sighting),
    }));
  }

  /** How surprising the most was that others of its kin saw within a day. */
  strongestKin(sighting: Sighting, releases: Releases): number {
    let strongest = 0;
    for (const seen of this.#sightings.values()) {
      if (seen.surprise > strongest && sighting.timeMs - seen.timeMs <= MEMORY_MS && releases.areKin(seen, sighting))
        strongest = seen.surprise;
    }
    return strongest;
  }

  /** What turned out to be of a release is as rare as it is said to be, and no rarer; what calls gathered is forgotten where it was of nothing else. */
  reconsider(releases: Releases): void {
    let isLess = false;
    for (const [id, sighting] of this.#sightings) {
      const { indicator, signal, surprise, timeMs } = sighting;
      if (indicator.kin !== 'novelty' || surprise <= signal.surprise || !releases.isAt(signal.api, timeMs)) continue;
      this.#sightings.set(id, { ...sighting, surprise: signal.surprise });
      isLess = true;
    }
    if (isLess && [...this.#sightings.values()].every(({ indicator }) => indicator.isOfVersions === true)) this.process.reset();
  }

  /** What was seen, strongest first. */
  sightings(): readonly Sighting[] {
    return [...this.#sightings.values()].toSorted((a, b) => b.surprise - a.surprise);
  }

  save(): SavedSuspect {
    return {
      levels: this.process.save(),
      sightings: this.sightings().flatMap(saveSighting),
      reasons: [...this.#reasons].map(([id, reasons]) => [id, [...reasons]]),
      told: [...this.#told],
      calls: this.#calls,
      at: [...this.#at],
      suspiciousUntilMs: this.suspiciousUntilMs,
      ...(this.waitsUntilMs > 0 && { waitsUntilMs: this.waitsUntilMs }),
      lastMs: this.#lastMs,
    };
  }

  /** Adds what another engine knows against the same one: the stronger sighting by each indicator counts. */
  merge(
    { levels, sightings, reasons, told = [], calls = 0, at = [], suspiciousUntilMs, waitsUntilMs = 0, lastMs = 0 }: SavedSuspect,
    indicatorOf: (id: string) => Indicator | undefined,
  ): void {
    this.process.merge(levels);
    const calledAt = new Map(at);
    for (const saved of sightings) {
      const sighting = restoreSighting(saved, indicatorOf);
      const known = this.#sightings.get(saved.indicator);
      const isStronger = known === undefined || saved.surprise > known.surprise;
      if (sighting === undefined || !isStronger) continue;
      this.#sightings.set(saved.indicator, sighting);
      this.#at.set(saved.indicator, calledAt.get(saved.indicator) ?? 0);
    }
    this.#calls = Math.max(this.#calls, calls);
    this.#lastMs = Math.max(this.#lastMs, lastMs);
    for (const [id, some] of reasons) {
      const both = [...(this.#reasons.get(id) ?? []), ...some].toSorted((one, other) => one[1] - other[1]);
      this.#reasons.set(id, new Map(both.slice(-MOST_REASONS)));
    }
    for (const [reason, timeMs] of told) if (!this.#told.has(reason) && this.#told.size < MOST_TOLD) this.#told.set(reason, timeMs);
    this.suspiciousUntilMs = Math.max(this.suspiciousUntilMs, suspiciousUntilMs);
    this.waitsUntilMs = Math.max(this.waitsUntilMs, waitsUntilMs);
  }

  /** Whether just that was told of before, on another day. */
  isOld(sighting: Sighting): boolean {
    if (this.#told.size === 0 || sighting.signal.independent !== true) return false;
    const toldMs = this.#told.get(toldOf(sighting));
    return toldMs !== undefined && sighting.timeMs - toldMs > MEMORY_MS && sighting.timeMs - toldMs <= TOLD_MS;
  }

  /**
   * What an indicator saw of it at an API is nothing; what others saw still is. How its calls went on is forgotten, as what that was made of cannot be told apart, and where nothing else was seen, everything is.
   */
  forget(indicator: string, api: string | null): void {
    const seen = this.#sightings.get(indicator);
    if (seen === undefined || (seen.signal.api ?? '') !== (api ?? '')) return;
    this.#sightings.delete(indicator);
    this.#at.delete(indicator);
    this.#reasons.delete(indicator);
    if (this.#sightings.size === 0) this.clear();
    else this.process.reset();
  }

  /** Nothing against it any more. */
  clear(): void {
    this.process.reset();
    this.#sightings.clear();
    this.#at.clear();
    this.#calls = 0;
    this.#reasons.clear();
    this.#told.clear();
    this.suspiciousUntilMs = 0;
    this.waitsUntilMs = 0;
    this.#lastMs = 0;
  }
}

function toldOf(sighting: Sighting): string {
  return `${sighting.indicator.id} ${reasonOf(sighting)}`;
}

/**
 * Values that are odd in different ways are different reasons; numbers of one order of magnitude are one. Of values a digest is kept: whoever tries out hundreds of long ones under
 * each of many names must not fill the memory with them.
 */
function reasonOf({ signal: { evidence, independent, operation } }: Sighting): string {
  if (independent !== true) return `${operation}`;
  const reasons = new Set(evidence.map(({ variable, seen }) => `${variable}: ${inMagnitude(seen)}`));
  return hash('sha256', [...reasons].join('\n'), 'base64url').slice(0, DIGEST);
}

/** What begins with a number, by its order of magnitude. */
function inMagnitude(seen: string): string {
  const number = Math.abs(Number.parseFloat(seen));
  return Number.isFinite(number) && number > 0 ? `10^${Math.floor(Math.log10(number))}` : seen;
}
