import { BodyError } from './body-error.ts';
import { encodeUtf8, sizeOfCharacter } from './utf8.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** Reads the strings of a JSON text (RFC 8259, section 7), a byte string whose characters must be well-formed UTF-8. */
export class JsonStringReader {
  readonly #text: string;
  #hasLoneSurrogates = false;

  constructor(text: string) {
    this.#text = text;
  }

  get hasLoneSurrogates(): boolean {
    return this.#hasLoneSurrogates;
  }

  /** The string whose first byte stands at an index, behind the quotation mark, and the index behind its closing one. */
  read(start: number): { value: string; end: number } {
    const text = this.#text;
    let value = '';
    let copied = start;
    let index = start;
    for (;;) {
      const byte = text.charCodeAt(index);
      if (byte === 0x22) return { value: value + text.slice(copied, index), end: index + 1 };
      if (byte === 0x5c) {
        value += text.slice(copied, index);
        const escaped = this.#escape(index + 1);
        value += escaped.value;
        index = escaped.end;
        copied = index;
      } else if (byte >= 0x80) {
        const size = sizeOfCharacter(text, index);
        if (size === 0) throw new BodyError(`The JSON text is not UTF-8 at byte ${index}`);
        index += size;
      } else if (byte >= 0x20) {
        index++;
      } else {
        throw new BodyError(
          Number.isNaN(byte)
            ? `The JSON string from byte ${start - 1} does not end`
            : `A JSON string has a control character at byte ${index}`,
        );
      }
    }
  }

  #escape(index: number): { value: string; end: number } {
    const character = this.#text.charAt(index);
    if (character !== 'u') {
      const value = ESCAPES.get(character);
      if (value === undefined) throw new BodyError(`A JSON string has an unknown escape at byte ${index - 1}`);
      return { value, end: index + 1 };
    }
    const code = this.#unit(index + 1);
    if (code < 0) throw new BodyError(`A JSON string has an escape without four hexadecimal digits at byte ${index - 1}`);
    if (code < 0xd800 || code > 0xdfff) return { value: encodeUtf8(code), end: index + 5 };
    const low = code < 0xdc00 && this.#text.startsWith('\\u', index + 5) ? this.#unit(index + 7) : -1;
    if (low >= 0xdc00 && low <= 0xdfff) {
      return { value: encodeUtf8(0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00)), end: index + 11 };
    }
    this.#hasLoneSurrogates = true;
    return { value: '?', end: index + 5 };
  }

  /** The number of four hexadecimal digits; -1 if they are not all there. */
  #unit(index: number): number {
    let code = 0;
    for (let offset = 0; offset < 4; offset++) {
      const byte = this.#text.charCodeAt(index + offset);
      const lower = byte | 0x20;
      if (byte >= 0x30 && byte <= 0x39) code = code * 16 + byte - 0x30;
      else if (lower >= 0x61 && lower <= 0x66) code = code * 16 + lower - 0x57;
      else return -1;
    }
    return code;
  }
}
