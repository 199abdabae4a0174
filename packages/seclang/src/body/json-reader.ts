import { BodyError } from './body-error.ts';
import { readJsonNumber } from './json-number.ts';
import { JsonStringReader } from './json-string.ts';

/** Reads the tokens of a JSON text (RFC 8259), a byte string, strictly. Throws `BodyError` where the text is none. */
export class JsonReader {
  readonly #text: string;
  readonly #strings: JsonStringReader;
  #index = 0;

  constructor(text: string) {
    this.#text = text;
    this.#strings = new JsonStringReader(text);
  }

  /** Whether a string had half of a surrogate pair, which is written as `?`. */
  get hasLoneSurrogates(): boolean {
    return this.#strings.hasLoneSurrogates;
  }

  /** The next byte that is no white space, as a character; '' at the end. It is not consumed. */
  peek(): string {
    let byte = this.#text.charCodeAt(this.#index);
    while (byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09) byte = this.#text.charCodeAt(++this.#index);
    return this.#text.charAt(this.#index);
  }

  /** Consumes the character that `peek` has shown. */
  skip(): void {
    this.#index++;
  }

  /** Consumes one of the characters, which must be next, and returns it. */
  take(allowed: string, expected: string): string {
    const character = this.peek();
    if (character === '' || !allowed.includes(character)) this.fail(expected);
    this.#index++;
    return character;
  }

  /** Consumes a string. */
  string(): string {
    this.take('"', 'a string');
    const { value, end } = this.#strings.read(this.#index);
    this.#index = end;
    return value;
  }

  /** Consumes a string, a number, or a literal, and returns it as text: numbers as they are written, null as an empty text. */
  scalar(): string {
    const character = this.peek();
    if (character === '"') return this.string();
    for (const literal of ['true', 'false', 'null'] as const) {
      if (character !== literal[0]) continue;
      if (!this.#text.startsWith(literal, this.#index)) this.fail(literal);
      this.#index += literal.length;
      return literal === 'null' ? '' : literal;
    }
    const number = readJsonNumber(this.#text, this.#index);
    if (number === '') this.fail('a value');
    this.#index += number.length;
    return number;
  }

  fail(expected: string): never {
    throw new BodyError(`The JSON text has no ${expected.replace(/^an? /, '')} at byte ${this.#index}, where one is expected`);
  }
}
