import type { Subject } from '@airside/domain';

import type { Indicator, Signal } from '../indicators/indicator.ts';
import { combine } from './combine.ts';
import { EvidenceProcess } from './evidence-process.ts';

const MOST_REASONS = 200;
const MEMORY_MS = 24 * 60 * 60 * 1000;

/** A signal with what is needed to report it later. */
export interface Sighting {
  readonly indicator: Indicator;
  readonly signal: Signal;
  /** The surprise after calibration and feedback. */
  readonly surprise: number;
  readonly timeMs: number;
  readonly subject: Subject;
  readonly alsoKnownAs: readonly Subject[];
  readonly exchange: string | undefined;
  readonly succeeded: boolean;
}

/** What speaks against one subject: its strongest sighting by each indicator within a day, and how its calls go on. */
export class Suspect {
  readonly process = new EvidenceProcess();
  readonly #sightings = new Map<string, Sighting>();
  /** What was surprising, by indicator. */
  readonly #reasons = new Map<string, Set<string>>();
  /** Until then nothing is learned from it. */
  suspiciousUntilMs = 0;

  /** Whether that was not seen before: what a caller is surprising for at each of its calls, such as its country, counts once. */
  isNews(sighting: Sighting): boolean {
    return this.#reasons.get(sighting.indicator.id)?.has(reasonOf(sighting)) !== true;
  }

  remember(sighting: Sighting): void {
    const reasons = this.#reasons.get(sighting.indicator.id) ?? new Set();
    if (reasons.size < MOST_REASONS) this.#reasons.set(sighting.indicator.id, reasons.add(reasonOf(sighting)));
    const known = this.#sightings.get(sighting.indicator.id);
    const isOld = known !== undefined && sighting.timeMs - known.timeMs > MEMORY_MS;
    if (known === undefined || isOld || sighting.surprise >= known.surprise) this.#sightings.set(sighting.indicator.id, sighting);
  }

  /** −log10 of the chance that all of it comes about when nothing is wrong. */
  surprise(tests: number, nowMs: number): number {
    const surprises: number[] = [];
    for (const [id, { surprise, timeMs }] of this.#sightings) {
      if (nowMs - timeMs > MEMORY_MS) this.#sightings.delete(id);
      else surprises.push(surprise);
    }
    const together = surprises.length > 1 ? combine(surprises, tests) : 0;
    return Math.max(together, this.process.level(), ...surprises);
  }

  /** What was seen, strongest first. */
  sightings(): readonly Sighting[] {
    return [...this.#sightings.values()].toSorted((a, b) => b.surprise - a.surprise);
  }

  /** Nothing against it any more. */
  clear(): void {
    this.process.reset();
    this.#sightings.clear();
    this.#reasons.clear();
    this.suspiciousUntilMs = 0;
  }
}

/** Values that are odd in different ways are different reasons; a number that goes on growing is one. */
function reasonOf({ signal: { evidence, independent, operation } }: Sighting): string {
  if (independent !== true) return `${operation}`;
  return evidence.map(({ variable, seen }) => `${variable}: ${seen}`).join('\n');
}
