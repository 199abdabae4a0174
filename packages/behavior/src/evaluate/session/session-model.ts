import { HarmonicMean } from '../../model/request/harmonic.ts';
import { SurpriseCurve } from '../surprise-curve.ts';
import { Neighbours } from './neighbours.ts';
import { OperationOrder } from './operation-order.ts';
import { featuresOf, SESSION_FEATURES } from './session-features.ts';
import type { SessionTrace } from './session-trace.ts';
import { Tail } from './tail.ts';

/**
 * What honest sessions are like, and how unlike them others are: how far out a session is in all of its features together, and how far it is from the sessions
 * that are most like it. The first finds what goes beyond everything in several ways, the second what stands between kinds of sessions (of people, of
 * programs). Both count as often as they were so high among the sessions that were learned, each compared with all others.
 */
export class SessionModel {
  readonly #order = new OperationOrder();
  readonly #columns: readonly { readonly above: Tail; readonly below: Tail }[];
  readonly #sums: Tail;
  readonly #neighbours: Neighbours;
  readonly #curve = new SurpriseCurve(false);
  readonly #mean = new HarmonicMean();

  constructor(traces: readonly SessionTrace[]) {
    for (const { operations } of traces) this.#order.add(operations, 1);
    const rows = traces.map((trace) => {
      this.#order.add(trace.operations, -1);
      const features = featuresOf(trace, this.#order);
      this.#order.add(trace.operations, 1);
      return features;
    });
    this.#columns = SESSION_FEATURES.map((_, column) => {
      const values = Float64Array.from(rows, (row) => row[column] ?? Number.NaN);
      return { above: new Tail(values), below: new Tail(values.map((value) => -value)) };
    });
    this.#sums = new Tail(Float64Array.from(rows, (row) => this.#sum(row)));
    this.#neighbours = new Neighbours(
      rows,
      this.#columns.map(({ above }) => above),
    );
    for (const row of rows) this.#curve.add(this.#surprise(row));
  }

  /** −log10 of the probability of a session at least so unusual. */
  score(trace: SessionTrace): number {
    return this.#curve.worth(this.#surprise(featuresOf(trace, this.#order)));
  }

  #surprise(features: Float64Array): number {
    this.#mean.reset();
    this.#mean.add(-Math.log10(this.#sums.probability(this.#sum(features))));
    this.#mean.add(-Math.log10(this.#neighbours.probability(features)));
    return this.#mean.surprise();
  }

  /** How surprising each feature is by itself, to whichever side, added up. */
  #sum(features: Float64Array): number {
    let sum = 0;
    for (const [column, { above, below }] of this.#columns.entries()) {
      const value = features[column] ?? Number.NaN;
      sum -= Math.log10(Math.min(1, 2 * Math.min(above.probability(value), below.probability(-value))));
    }
    return sum;
  }
}
