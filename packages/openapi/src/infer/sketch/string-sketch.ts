import { ListedValues } from './listed-values.ts';
import { CLASS, classesOf } from './text-classes.ts';
import { ANY_FORMAT, formatsOf } from './text-format.ts';

const LONGEST_PREFIX = 16;

/** What is known of texts: lengths, formats that all of them have, what they are made of, how all begin, and which they are while they are few. */
export class StringSketch {
  count = 0;
  /** In code points. */
  minLength = Number.POSITIVE_INFINITY;
  maxLength = 0;
  formats = ANY_FORMAT;
  classes = 0;
  prefix = '';
  /** Index of the last `_` or `-` of any of the texts, as long as all begin alike. */
  lastSeparator = -1;
  readonly listed = new ListedValues();
  /** Values are not kept, not even parts of them. */
  readonly isSecret: boolean;

  constructor(isSecret: boolean) {
    this.isSecret = isSecret;
    if (isSecret) this.listed.forget();
  }

  /** Whether the text is unlike those before. */
  observe(text: string): boolean {
    const classes = classesOf(text);
    const [formats, before] = [this.formats, this.classes];
    if (formats !== 0) this.formats = formatsOf(text, formats);
    this.#compareBeginning(text);
    this.classes |= classes;
    this.#lengthen(text, classes);
    this.count++;
    return this.listed.observe(text) || this.formats !== formats || this.classes !== before;
  }

  merge(other: StringSketch): void {
    if (other.count === 0) return;
    this.prefix = this.count === 0 ? other.prefix : commonPrefix(this.prefix, other.prefix);
    this.lastSeparator = Math.max(this.lastSeparator, other.lastSeparator);
    this.count += other.count;
    this.minLength = Math.min(this.minLength, other.minLength);
    this.maxLength = Math.max(this.maxLength, other.maxLength);
    this.formats &= other.formats;
    this.classes |= other.classes;
    this.listed.merge(other.listed);
  }

  #compareBeginning(text: string): void {
    if (this.isSecret || (this.count > 0 && this.prefix === '')) return;
    this.prefix = this.count === 0 ? text.slice(0, LONGEST_PREFIX) : commonPrefix(this.prefix, text);
    this.lastSeparator = Math.max(this.lastSeparator, text.lastIndexOf('_'), text.lastIndexOf('-'));
  }

  #lengthen(text: string, classes: number): void {
    const length = text.length;
    const isWide = (classes & CLASS.wide) !== 0;
    const [least, most] = isWide ? [codePoints(text), length] : [length, length];
    if (least < this.minLength) this.minLength = least;
    if (most > this.maxLength) this.maxLength = most;
  }
}

/** A lower bound that costs no copy: half of the code units where all may be halves of pairs. */
function codePoints(text: string): number {
  return Math.ceil(text.length / 2);
}

function commonPrefix(prefix: string, text: string): string {
  if (prefix === '' || text.startsWith(prefix)) return prefix;
  let end = 0;
  while (end < prefix.length && prefix.charCodeAt(end) === text.charCodeAt(end)) end++;
  return prefix.slice(0, end);
}
