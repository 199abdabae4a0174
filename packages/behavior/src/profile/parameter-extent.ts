import { z } from 'zod';

import { FewValues, savedFewValues } from './few-values.ts';
import { Reach } from './reach.ts';
import { CLASS, KIND, type ValueReading } from './value-reading.ts';

const count = z
  .int()
  .min(0)
  .max(2 ** 45);
/** What a reach has in base64. */
const LONGEST_SAVED = 2048;

export const savedParameter = z.strictObject({
  requests: count,
  values: count,
  reach: z.string().max(LONGEST_SAVED),
  few: savedFewValues,
});

export type SavedParameter = Readonly<z.infer<typeof savedParameter>>;

const PLACE = { longest: 0, shortest: 1, times: 2, most: 3, least: 4, traits: 5, marks: 6 } as const;
const OF_BITS: ReadonlySet<number> = new Set([PLACE.traits, PLACE.marks]);
/** Classes of characters stand above the kinds of values in one word. */
const CLASSES_FROM = 16;
/** Values of these kinds may be few. */
const MAY_BE_FEW = KIND.text | KIND.uuid | KIND.boolean | KIND.empty;

/** How far the values of a parameter go. */
export interface ParameterView {
  /** Requests that had it, and values in them. */
  readonly requests: number;
  readonly values: number;
  /** Bits of `KIND`, of `CLASS`, and of `MARKS`. */
  readonly kinds: number;
  readonly classes: number;
  readonly marks: number;
  readonly shortest: number;
  readonly longest: number;
  /** The least and the largest number; undefined where there are none. */
  readonly range: readonly [least: number, most: number] | undefined;
  /** Most values in one request. */
  readonly times: number;
  /** All values that there are, where they are few and each of many callers. */
  readonly closed: readonly string[] | undefined;
  /** Groups of callers (16 at most) that sent it. */
  readonly groups: number;
}

/** How far the values of one parameter go: how they are written, how long and how large they are. */
export class ParameterExtent {
  requests = 0;
  values = 0;
  readonly #reach = new Reach();
  readonly #few = new FewValues();
  #lastRequest = -1;
  #times = 0;

  /** Takes a value of the request with this number. */
  add(value: string, reading: ValueReading, caller: number, request: number): void {
    this.values++;
    if (request === this.#lastRequest) this.#times++;
    else {
      this.#lastRequest = request;
      this.requests++;
      this.#times = 1;
    }
    const reach = this.#reach;
    const from = reach.of(caller);
    reach.raise(from, PLACE.times, this.#times);
    reach.raise(from, PLACE.longest, reading.length);
    reach.raise(from, PLACE.shortest, -reading.length);
    reach.mark(from, PLACE.traits, reading.kind | (reading.classes << CLASSES_FROM));
    if (reading.marks !== 0) reach.mark(from, PLACE.marks, reading.marks);
    if (reading.isNumber) {
      reach.raise(from, PLACE.most, reading.number);
      reach.raise(from, PLACE.least, -reading.number);
    }
    if ((reading.kind & MAY_BE_FEW) !== 0) this.#few.add(value, caller);
  }

  /** A value that is not shown, as it is a secret: that it was there is known, and nothing else. */
  addHidden(request: number): void {
    if (request === this.#lastRequest) return;
    this.#lastRequest = request;
    this.requests++;
  }

  view(): ParameterView {
    const reach = this.#reach;
    const traits = reach.bits(PLACE.traits);
    const most = reach.most(PLACE.most);
    return {
      requests: this.requests,
      values: this.values,
      kinds: traits & 0xffff,
      classes: (traits >>> CLASSES_FROM) & (2 * CLASS.wide - 1),
      marks: reach.bits(PLACE.marks),
      shortest: Math.max(0, -reach.most(PLACE.shortest)),
      longest: Math.max(0, reach.most(PLACE.longest)),
      range: most === Number.NEGATIVE_INFINITY ? undefined : [-reach.most(PLACE.least), most],
      times: Math.max(1, reach.most(PLACE.times)),
      closed: this.#few.closed,
      groups: reach.groups(PLACE.traits),
    };
  }

  save(): SavedParameter {
    return { requests: this.requests, values: this.values, reach: this.#reach.save(), few: this.#few.save() };
  }

  /** Throws an Error where that is not what `save` gives. */
  merge({ requests, values, reach, few }: SavedParameter): void {
    this.requests += requests;
    this.values += values;
    this.#reach.merge(reach, OF_BITS);
    this.#few.merge(few);
  }
}
