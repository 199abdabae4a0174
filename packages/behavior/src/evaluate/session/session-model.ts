import { HarmonicMean } from '../../model/request/harmonic.ts';
import { SurpriseCurve } from '../surprise-curve.ts';
import { Neighbours } from './neighbours.ts';
import { FEATURES_OF_REQUESTS, featuresOf, SESSION_FEATURES } from './session-features.ts';
import type { SessionHabits } from './session-habits.ts';
import type { SessionPart } from './session-part.ts';
import { type Own, Tail } from './tail.ts';

/** Something honest to compare with. */
export interface SessionExample {
  /** The session as it was learned. */
  readonly whole: SessionPart;
  /** All of it, or how it began. */
  readonly part: SessionPart;
  /** For how many it stands. */
  readonly weight: number;
}

export interface SessionModelOptions {
  /** Whether it counts as well how surprising requests are by themselves. */
  readonly withRequests: boolean;
  /** With how many examples something is compared one by one. */
  readonly mostCompared: number;
}

/**
 * What honest sessions are like, and how unlike them others are: how far out a session is in all of its features together, and how far it is from the sessions
 * that are most like it. The first finds what goes beyond everything in several ways, the second what stands between kinds of sessions (of people, of
 * programs). Both count as often as they were so high among the sessions that were learned, each compared with all others.
 */
export class SessionModel {
  readonly #habits: SessionHabits;
  readonly #features: number;
  readonly #columns: readonly { readonly above: Tail; readonly below: Tail }[];
  readonly #sums: Tail;
  readonly #neighbours: Neighbours;
  readonly #curve = new SurpriseCurve(false);
  readonly #mean = new HarmonicMean();

  constructor(habits: SessionHabits, examples: readonly SessionExample[], { withRequests, mostCompared }: SessionModelOptions) {
    this.#habits = habits;
    this.#features = SESSION_FEATURES.length - (withRequests ? 0 : FEATURES_OF_REQUESTS);
    const rows = examples.map(({ whole, part }) => {
      habits.add(whole, -1);
      const features = this.#read(part);
      habits.add(whole, 1);
      return features;
    });
    this.#columns = Array.from({ length: this.#features }, (_, column) => {
      const values = Float64Array.from(rows, (row) => row[column] ?? Number.NaN);
      return { above: new Tail(values), below: new Tail(values.map((value) => -value)) };
    });
    this.#sums = new Tail(Float64Array.from(rows, (row) => this.#sum(row, 1)));
    this.#neighbours = new Neighbours(
      rows,
      this.#columns.map(({ above }) => above),
      mostCompared,
    );
    const all = examples.reduce((sum, { weight }) => sum + weight, 0);
    for (const [index, row] of rows.entries()) {
      this.#curve.add(this.#surprise(row, 1), ((examples[index]?.weight ?? 0) * examples.length) / all);
    }
  }

  /** −log10 of the probability of a session at least so unusual. */
  score(part: SessionPart): number {
    return this.#curve.worth(this.#surprise(this.#read(part), 0));
  }

  #read(part: SessionPart): Float64Array {
    return featuresOf(part, this.#habits).subarray(0, this.#features);
  }

  #surprise(features: Float64Array, own: Own): number {
    this.#mean.reset();
    this.#mean.add(-Math.log10(this.#sums.probability(this.#sum(features, own), own)));
    this.#mean.add(-Math.log10(this.#neighbours.probability(features)));
    return this.#mean.surprise();
  }

  /** How surprising each feature is by itself, to whichever side, added up. */
  #sum(features: Float64Array, own: Own): number {
    let sum = 0;
    for (const [column, { above, below }] of this.#columns.entries()) {
      const value = features[column] ?? Number.NaN;
      sum -= Math.log10(Math.min(1, 2 * Math.min(above.probability(value, own), below.probability(-value, own))));
    }
    return sum;
  }
}
