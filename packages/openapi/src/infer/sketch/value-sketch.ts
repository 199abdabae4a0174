import { isSecretName, REDACTED } from '@airside/domain';

import type { JsonValue } from '../../json.ts';
import { isObject } from '../../json.ts';
import { LIMITS } from '../limits.ts';
import { NumberSketch } from './number-sketch.ts';
import { ObjectSketch } from './object-sketch.ts';
import type { Spending } from './spending.ts';
import { StringSketch } from './string-sketch.ts';

/** What is known of the values at one place of a JSON body. */
export class ValueSketch {
  count = 0;
  /** Values that the record does not show. */
  redacted = 0;
  nulls = 0;
  booleans = 0;
  number: NumberSketch | undefined;
  string: StringSketch | undefined;
  arrays = 0;
  items: ValueSketch | undefined;
  object: ObjectSketch<ValueSketch> | undefined;
  readonly isSecret: boolean;

  constructor(isSecret = false) {
    this.isSecret = isSecret;
  }

  observe(value: JsonValue, spending: Spending, depth = 0): void {
    this.count++;
    spending.values--;
    // Of a text with a secret taken out of it, neither length nor form is what it was.
    if (typeof value === 'string' && value.includes(REDACTED)) this.redacted++;
    else if (typeof value === 'string') this.#text(value, spending);
    else if (typeof value === 'number') this.#number(value, spending);
    else if (typeof value === 'boolean') {
      if (this.booleans++ === 0) spending.changed = true;
    } else if (value === null) {
      if (this.nulls++ === 0) spending.changed = true;
    } else if (depth >= LIMITS.depth || spending.values < 0) {
      spending.cut = true;
      this.redacted++;
    } else if (isObject(value)) {
      if (this.object === undefined) spending.changed = true;
      this.object ??= new ObjectSketch();
      this.object.observe(value, spending, depth, (name) => place(spending, this.isSecret || isSecretName(name)));
    } else this.#array(value, spending, depth);
  }

  merge(other: ValueSketch): void {
    this.count += other.count;
    this.redacted += other.redacted;
    this.nulls += other.nulls;
    this.booleans += other.booleans;
    this.arrays += other.arrays;
    if (other.number !== undefined) {
      this.number ??= new NumberSketch();
      this.number.merge(other.number);
    }
    if (other.string !== undefined) {
      this.string ??= new StringSketch(other.string.isSecret);
      this.string.merge(other.string);
    }
    if (other.items !== undefined) {
      this.items ??= new ValueSketch(other.items.isSecret);
      this.items.merge(other.items);
    }
    if (other.object !== undefined) {
      this.object ??= new ObjectSketch();
      this.object.merge(other.object, (of) => new ValueSketch(of.isSecret));
    }
  }

  #text(value: string, spending: Spending): void {
    this.string ??= new StringSketch(this.isSecret);
    if (this.string.observe(value)) spending.changed = true;
  }

  #number(value: number, spending: Spending): void {
    if (this.number === undefined) spending.changed = true;
    this.number ??= new NumberSketch();
    const whole = this.number.integers === this.number.count;
    this.number.observe(value);
    if (whole !== (this.number.integers === this.number.count)) spending.changed = true;
  }

  #array(values: readonly JsonValue[], spending: Spending, depth: number): void {
    if (this.arrays++ === 0) spending.changed = true;
    if (values.length === 0) return;
    this.items ??= place(spending, this.isSecret);
    if (this.items === undefined || values.length > LIMITS.items) spending.cut = true;
    for (const value of values.slice(0, LIMITS.items)) this.items?.observe(value, spending, depth + 1);
  }
}

function place(spending: Spending, isSecret: boolean): ValueSketch | undefined {
  if (spending.places.left === 0) return undefined;
  spending.places.left--;
  return new ValueSketch(isSecret);
}
