import { isSecretName } from '@airside/domain';

import { formDecode } from '../../validate/parameters/decode.ts';
import { TextSketch } from './text-sketch.ts';

const MOST_ITEMS = 100;
/** Items of a list separated by commas are short and have no spaces; text with commas is no list. */
const LONGEST_ITEM = 40;
const ITEM = /^[A-Za-z0-9_.:+-]*$/;

/** What is known of a parameter of query, header or cookie: its values, whether it is repeated, and whether it is a list with commas. */
export class ParameterSketch {
  /** Calls that had the parameter. */
  calls = 0;
  /** Calls that had it several times. */
  repeated = 0;
  /** Calls whose value could be a list with commas, and has some. */
  lists = 0;
  /** Values with a comma that are no list. */
  prose = 0;
  /** Values that cannot be decoded. */
  broken = 0;
  readonly values: TextSketch;
  items: TextSketch | undefined;
  readonly #isSecret: boolean;

  constructor(name: string) {
    this.#isSecret = isSecretName(name);
    this.values = new TextSketch(this.#isSecret);
  }

  /** One value as it was sent, percent-encoded; `isFirst` of this call. Whether it is unlike those before. */
  observe(raw: string, isFirst: boolean): boolean {
    if (isFirst) this.calls++;
    const text = formDecode(raw);
    if (text === undefined) {
      this.broken++;
      return false;
    }
    // Before the value as a whole, which is none of the items.
    if (raw.includes(',')) this.#list(raw);
    else this.items?.observe(text);
    return this.values.observe(text);
  }

  merge(other: ParameterSketch): void {
    this.calls += other.calls;
    this.repeated += other.repeated;
    this.lists += other.lists;
    this.prose += other.prose;
    this.broken += other.broken;
    if (this.items !== undefined || other.items !== undefined) {
      this.items ??= this.#itemsSoFar();
      this.items.merge(other.items ?? other.values);
    }
    this.values.merge(other.values);
  }

  #list(raw: string): void {
    const parts = raw.split(',', MOST_ITEMS);
    if (!parts.every((part) => part.length <= LONGEST_ITEM && ITEM.test(part))) {
      this.prose++;
      return;
    }
    if (this.lists++ === 0) this.items ??= this.#itemsSoFar();
    for (const part of parts) this.items?.observe(formDecode(part) ?? part);
  }

  /** What came before the first comma were lists of one. */
  #itemsSoFar(): TextSketch {
    const items = new TextSketch(this.#isSecret);
    items.merge(this.values);
    return items;
  }
}
