import { hash } from 'node:crypto';

import type { Indicator } from '../indicators/indicator.ts';
import { EvidenceProcess } from './evidence-process.ts';
import type { Sighting } from './sighting.ts';
import { restoreSighting, saveSighting } from './state/saved-sighting.ts';
import type { SavedSuspect } from './state/saved-suspect.ts';

const MOST_REASONS = 200;
const LONGEST_REASON = 4000;
/** Characters of a digest: 96 bits. */
const DIGEST = 16;
const MEMORY_MS = 24 * 60 * 60 * 1000;

/** What speaks against one subject: its strongest sighting by each indicator within a day, and how its calls go on. */
export class Suspect {
  readonly process = new EvidenceProcess();
  readonly #sightings = new Map<string, Sighting>();
  /** What was surprising within a day, by indicator, and when it last was. */
  readonly #reasons = new Map<string, Map<string, number>>();
  /** Until then nothing is learned from it. */
  suspiciousUntilMs = 0;

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
    return reasons.has(reasonOf(sighting)) ? 0 : sighting.surprise / Math.sqrt(reasons.size + 1);
  }

  remember(sighting: Sighting): void {
    const reasons = this.#reasons.get(sighting.indicator.id) ?? new Map<string, number>();
    const reason = reasonOf(sighting);
    // To the end, where the latest ones are.
    if (reasons.delete(reason) || reasons.size < MOST_REASONS)
      this.#reasons.set(sighting.indicator.id, reasons.set(reason, sighting.timeMs));
    const known = this.#sightings.get(sighting.indicator.id);
    const isOld = known !== undefined && sighting.timeMs - known.timeMs > MEMORY_MS;
    if (known === undefined || isOld || sighting.surprise >= known.surprise) this.#sightings.set(sighting.indicator.id, sighting);
  }

  /** −log10 of the chance that all of it comes about when nothing is wrong. */
  surprise(nowMs: number): number {
    let strongest = this.process.level();
    for (const [id, { surprise, timeMs }] of this.#sightings) {
      if (nowMs - timeMs > MEMORY_MS) this.#sightings.delete(id);
      else if (surprise > strongest) strongest = surprise;
    }
    return strongest;
  }

  /** What was seen, strongest first. */
  sightings(): readonly Sighting[] {
    return [...this.#sightings.values()].toSorted((a, b) => b.surprise - a.surprise);
  }

  save(): SavedSuspect {
    return {
      levels: this.process.save(),
      sightings: this.sightings().flatMap(saveSighting),
      reasons: [...this.#reasons].map(([id, reasons]) => [id, [...reasons].filter(([reason]) => reason.length <= LONGEST_REASON)]),
      suspiciousUntilMs: this.suspiciousUntilMs,
    };
  }

  /** Adds what another engine knows against the same one: the stronger sighting by each indicator counts. */
  merge({ levels, sightings, reasons, suspiciousUntilMs }: SavedSuspect, indicatorOf: (id: string) => Indicator | undefined): void {
    this.process.merge(levels);
    for (const saved of sightings) {
      const sighting = restoreSighting(saved, indicatorOf);
      const known = this.#sightings.get(saved.indicator);
      const isStronger = known === undefined || saved.surprise > known.surprise;
      if (sighting !== undefined && isStronger) this.#sightings.set(saved.indicator, sighting);
    }
    for (const [id, some] of reasons) {
      const both = [...(this.#reasons.get(id) ?? []), ...some].toSorted((one, other) => one[1] - other[1]);
      this.#reasons.set(id, new Map(both.slice(-MOST_REASONS)));
    }
    this.suspiciousUntilMs = Math.max(this.suspiciousUntilMs, suspiciousUntilMs);
  }

  /** Nothing against it any more. */
  clear(): void {
    this.process.reset();
    this.#sightings.clear();
    this.#reasons.clear();
    this.suspiciousUntilMs = 0;
  }
}

/**
 * Values that are odd in different ways are different reasons; a number that goes on growing is one. Of values a digest is kept: whoever tries out hundreds of long ones under
 * each of many names must not fill the memory with them.
 */
function reasonOf({ signal: { evidence, independent, operation } }: Sighting): string {
  if (independent !== true) return `${operation}`;
  return hash('sha256', evidence.map(({ variable, seen }) => `${variable}: ${seen}`).join('\n'), 'base64url').slice(0, DIGEST);
}
