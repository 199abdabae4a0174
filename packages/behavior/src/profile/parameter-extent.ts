import { z } from 'zod';

import { FewValues, savedFewValues } from './few-values.ts';
import { Bits, Reach } from './reach.ts';
import { CLASS, KIND, type ValueReading } from './value-reading.ts';

const count = z
  .int()
  .min(0)
  .max(2 ** 45);
const LONGEST_SAVED = 1024;
const bytes = z.string().max(LONGEST_SAVED);

export const savedParameter = z.strictObject({
  requests: count,
  values: count,
  sizes: bytes,
  numbers: bytes.nullable(),
  traits: bytes,
  marks: bytes,
  few: savedFewValues,
});

export type SavedParameter = Readonly<z.infer<typeof savedParameter>>;

const [LONGEST, SHORTEST, TIMES] = [0, 1, 2];
const [MOST, LEAST] = [0, 1];
/** Classes of characters stand above the kinds of values in one word. */
const CLASSES_FROM = 16;
const NOT_SET = KIND.text | KIND.uuid | KIND.boolean | KIND.empty;

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
  readonly #sizes = new Reach(3);
  #numbers: Reach | undefined;
  readonly #traits = new Bits();
  readonly #marks = new Bits();
  readonly #few = new FewValues();
  #lastRequest = -1;
  #times = 0;

  /** Takes a value of the request with this number. */
  add(value: string, reading: ValueReading, caller: number, request: number): void {
    this.values++;
    if (request !== this.#lastRequest) {
      this.#lastRequest = request;
      this.requests++;
      this.#times = 0;
    }
    this.#sizes.add(caller, TIMES, ++this.#times);
    this.#sizes.add(caller, LONGEST, reading.length);
    this.#sizes.add(caller, SHORTEST, -reading.length);
    this.#traits.add(caller, reading.kind | (reading.classes << CLASSES_FROM));
    if (reading.marks !== 0) this.#marks.add(caller, reading.marks);
    if (reading.isNumber) {
      this.#numbers ??= new Reach(2);
      this.#numbers.add(caller, MOST, reading.number);
      this.#numbers.add(caller, LEAST, -reading.number);
    }
    if ((reading.kind & NOT_SET) !== 0) this.#few.add(value, caller);
  }

  /** A value that is not shown, as it is a secret: that it was there is known, and nothing else. */
  addHidden(request: number): void {
    if (request === this.#lastRequest) return;
    this.#lastRequest = request;
    this.requests++;
  }

  view(): ParameterView {
    const traits = this.#traits.common();
    const numbers = this.#numbers;
    const most = numbers?.most(MOST) ?? Number.NEGATIVE_INFINITY;
    return {
      requests: this.requests,
      values: this.values,
      kinds: traits & 0xffff,
      classes: (traits >>> CLASSES_FROM) & (2 * CLASS.wide - 1),
      marks: this.#marks.common(),
      shortest: Math.max(0, -this.#sizes.most(SHORTEST)),
      longest: Math.max(0, this.#sizes.most(LONGEST)),
      range: numbers === undefined || most === Number.NEGATIVE_INFINITY ? undefined : [-numbers.most(LEAST), most],
      times: Math.max(1, this.#sizes.most(TIMES)),
      closed: this.#few.closed,
      groups: this.#traits.groups,
    };
  }

  save(): SavedParameter {
    return {
      requests: this.requests,
      values: this.values,
      sizes: this.#sizes.save(),
      numbers: this.#numbers?.save() ?? null,
      traits: this.#traits.save(),
      marks: this.#marks.save(),
      few: this.#few.save(),
    };
  }

  /** Throws an Error where that is not what `save` gives. */
  merge({ requests, values, sizes, numbers, traits, marks, few }: SavedParameter): void {
    this.requests += requests;
    this.values += values;
    this.#sizes.merge(sizes);
    this.#traits.merge(traits);
    this.#marks.merge(marks);
    if (numbers !== null) {
      this.#numbers ??= new Reach(2);
      this.#numbers.merge(numbers);
    }
    this.#few.merge(few);
  }
}
