import type { ParameterSketch } from '../sketch/parameter-sketch.ts';
import { ValueSketch } from '../sketch/value-sketch.ts';

/** A place whose bodies were all alike for so many is looked at now and then only. */
const STEADY = 500;
const ONE_IN = 32;

/** What is kept of the bodies of one media type at one place. */
export class BodyRecord {
  /** Bodies of this type, whether or not they could be looked at. */
  count = 0;
  /** JSON bodies that were looked at. */
  sampled = 0;
  /** Bodies that are no JSON although their media type says so, or are too large to be looked at. */
  unread = 0;
  json: ValueSketch | undefined;
  /** Fields of forms. */
  form: Map<string, ParameterSketch> | undefined;
  #alike = 0;
  #skipped = 0;

  /** Whether the next body is to be looked at: always while bodies teach something, then one in so many. */
  isDue(): boolean {
    if (this.#alike < STEADY) return true;
    this.#skipped = (this.#skipped + 1) % ONE_IN;
    return this.#skipped === 0;
  }

  /** Notes whether a body taught something. */
  sample(taught: boolean): void {
    this.sampled++;
    this.#alike = taught ? 0 : this.#alike + 1;
  }

  merge(other: BodyRecord): void {
    this.count += other.count;
    this.sampled += other.sampled;
    this.unread += other.unread;
    if (other.json !== undefined) {
      this.json ??= new ValueSketch();
      this.json.merge(other.json);
    }
    if (other.form === undefined) return;
    this.form ??= new Map();
    for (const [name, sketch] of other.form) {
      const mine = this.form.get(name);
      if (mine === undefined) this.form.set(name, sketch);
      else mine.merge(sketch);
    }
  }
}
