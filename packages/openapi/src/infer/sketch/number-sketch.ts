/** What is known of numbers: how many, between which, and how often the greatest was met. */
export class NumberSketch {
  count = 0;
  integers = 0;
  minimum = Number.POSITIVE_INFINITY;
  maximum = Number.NEGATIVE_INFINITY;
  /** How often the greatest value was met: a true bound is met again and again. */
  atMaximum = 0;

  observe(value: number): void {
    this.count++;
    if (Number.isInteger(value)) this.integers++;
    if (value < this.minimum) this.minimum = value;
    if (value > this.maximum) {
      this.maximum = value;
      this.atMaximum = 0;
    }
    if (value === this.maximum) this.atMaximum++;
  }

  merge(other: NumberSketch): void {
    this.count += other.count;
    this.integers += other.integers;
    if (other.maximum >= this.maximum) this.atMaximum = other.atMaximum + (other.maximum === this.maximum ? this.atMaximum : 0);
    this.minimum = Math.min(this.minimum, other.minimum);
    this.maximum = Math.max(this.maximum, other.maximum);
  }
}
