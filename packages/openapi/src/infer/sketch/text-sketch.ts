import { REDACTED } from '@airside/domain';

import { NumberSketch } from './number-sketch.ts';
import { StringSketch } from './string-sketch.ts';

/** The grammar of JSON for numbers (RFC 8259 section 6), which is what the validator reads as one. */
const NUMBER = /^-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?$/;

/** What is known of values that are written as text: of parameters, and of the fields of forms. */
export class TextSketch {
  count = 0;
  redacted = 0;
  empty = 0;
  booleans = 0;
  readonly number = new NumberSketch();
  readonly string: StringSketch;

  constructor(isSecret: boolean) {
    this.string = new StringSketch(isSecret);
  }

  /** Values that are neither numbers nor booleans nor empty. */
  get others(): number {
    return this.count - this.redacted - this.empty - this.booleans - this.number.count;
  }

  /** Whether the value is unlike those before. */
  observe(text: string): boolean {
    this.count++;
    if (text.includes(REDACTED)) return this.redacted++ === 0;
    if (text === '') return this.empty++ === 0;
    const changed = this.string.observe(text);
    if (text.charCodeAt(0) <= DIGIT_NINE && NUMBER.test(text)) this.number.observe(Number(text));
    else if (text === 'true' || text === 'false') this.booleans++;
    return changed;
  }

  merge(other: TextSketch): void {
    this.count += other.count;
    this.redacted += other.redacted;
    this.empty += other.empty;
    this.booleans += other.booleans;
    this.number.merge(other.number);
    this.string.merge(other.string);
  }
}

const DIGIT_NINE = 0x39;
