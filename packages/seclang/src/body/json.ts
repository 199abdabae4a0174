import type { Argument } from './argument.ts';
import { BodyError, messageOf } from './body-error.ts';
import { JsonReader } from './json-reader.ts';

export interface JsonLimits {
  /** Objects and arrays inside of each other at most. */
  readonly depth: number;
  /** Values at most. */
  readonly arguments: number;
  /** Bytes of all names together at most: a deep or long path is repeated for each value below it. */
  readonly nameBytes: number;
}

export interface JsonBody {
  /** The values of the text in its order, also those before an error. */
  readonly arguments: readonly Argument[];
  /** Whether an object has two members of the same name, of which parsers choose one or the other. */
  readonly hasDuplicateKeys: boolean;
  /** Whether a string has half of a surrogate pair, which is written as `?`. */
  readonly hasLoneSurrogates: boolean;
  /** What is wrong with the text, or which limit it exceeds. */
  readonly error?: string;
}

const DEFAULT_JSON_LIMITS: JsonLimits = { depth: 512, arguments: 10_000, nameBytes: 1 << 20 };

interface Container {
  readonly path: string;
  /** The names of an object so far; undefined for an array. */
  readonly keys: Set<string> | undefined;
  count: number;
}

/**
 * Flattens a JSON text (RFC 8259), a byte string, into arguments named as ModSecurity 3 names them: `json.user.name`, `json.list.array_0`,
 * `json` for a text that is one value, `empty-key` for an empty name. Numbers stay as they are written, `true` and `false` are words,
 * `null` is an empty text, empty objects and arrays have no value. Never throws; takes time in proportion to the text and what the limits
 * allow.
 */
export function parseJson(text: string, limits: Partial<JsonLimits> = {}): JsonBody {
  const flattener = new Flattener(text, { ...DEFAULT_JSON_LIMITS, ...limits });
  const error = messageOf(() => flattener.run());
  return {
    arguments: flattener.arguments,
    hasDuplicateKeys: flattener.hasDuplicateKeys,
    hasLoneSurrogates: flattener.reader.hasLoneSurrogates,
    ...(error === undefined ? {} : { error }),
  };
}

class Flattener {
  readonly arguments: Argument[] = [];
  hasDuplicateKeys = false;
  readonly reader: JsonReader;
  readonly #limits: JsonLimits;
  readonly #containers: Container[] = [];
  #nameBytes = 0;

  constructor(text: string, limits: JsonLimits) {
    this.reader = new JsonReader(text);
    this.#limits = limits;
  }

  run(): void {
    this.#value('json');
    for (let container = this.#containers.at(-1); container !== undefined; container = this.#containers.at(-1)) {
      this.#member(container);
    }
    if (this.reader.peek() !== '') this.reader.fail('end of the text');
  }

  #value(path: string): void {
    const character = this.reader.peek();
    if (character !== '{' && character !== '[') {
      this.#add(path, this.reader.scalar());
      return;
    }
    if (this.#containers.length >= this.#limits.depth)
      throw new BodyError(`The JSON text is nested deeper than ${this.#limits.depth} levels`);
    this.reader.skip();
    this.#containers.push({ path, keys: character === '{' ? new Set() : undefined, count: 0 });
  }

  /** Reads the next member of the innermost container, or its end. */
  #member(container: Container): void {
    const { reader } = this;
    const close = container.keys === undefined ? ']' : '}';
    const isEnd = container.count === 0 ? reader.peek() === close : reader.take(`,${close}`, `a comma or “${close}”`) === close;
    if (isEnd) {
      if (container.count === 0) reader.skip();
      this.#containers.pop();
      return;
    }
    const index = container.count++;
    this.#value(container.keys === undefined ? `${container.path}.array_${index}` : `${container.path}.${this.#key(container.keys)}`);
  }

  #key(keys: Set<string>): string {
    const key = this.reader.string();
    if (keys.has(key)) this.hasDuplicateKeys = true;
    keys.add(key);
    this.reader.take(':', 'a colon');
    return key === '' ? 'empty-key' : key;
  }

  #add(name: string, value: string): void {
    this.#nameBytes += name.length;
    if (this.arguments.length >= this.#limits.arguments) {
      throw new BodyError(`The JSON text has more than ${this.#limits.arguments} values`);
    }
    if (this.#nameBytes > this.#limits.nameBytes) {
      throw new BodyError(`The names of the JSON text's values take more than ${this.#limits.nameBytes} bytes`);
    }
    this.arguments.push({ name, value });
  }
}
