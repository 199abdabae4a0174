/** An immutable set of bytes (0 to 255). Characters of patterns and values stand for one byte each. */
export class ByteSet {
  readonly #bits: Uint32Array;

  private constructor(bits: Uint32Array) {
    this.#bits = bits;
  }

  /** The bytes for which `member` holds. */
  static where(member: (byte: number) => boolean): ByteSet {
    const bits = new Uint32Array(8);
    for (let byte = 0; byte < 256; byte++) {
      if (member(byte)) bits[byte >> 5] = ((bits[byte >> 5] ?? 0) | (1 << (byte & 31))) >>> 0;
    }
    return new ByteSet(bits);
  }

  /** The characters of a text. */
  static of(characters: string): ByteSet {
    const wanted = new Set([...characters].map((character) => character.charCodeAt(0)));
    return ByteSet.where((byte) => wanted.has(byte));
  }

  /** All bytes from `low` to `high`, both included. */
  static range(low: number, high: number): ByteSet {
    return ByteSet.where((byte) => byte >= low && byte <= high);
  }

  has(byte: number): boolean {
    return (((this.#bits[byte >> 5] ?? 0) >>> (byte & 31)) & 1) === 1;
  }

  or(other: ByteSet): ByteSet {
    return new ByteSet(this.#bits.map((word, index) => word | (other.#bits[index] ?? 0)));
  }

  not(): ByteSet {
    return new ByteSet(this.#bits.map((word) => ~word));
  }

  /** With each ASCII letter also the same letter of the other case. */
  foldCase(): ByteSet {
    return ByteSet.where((byte) => this.has(byte) || (isLetter(byte) && this.has(byte ^ 0x20)));
  }

  /** The members in ascending order. */
  bytes(): number[] {
    const members: number[] = [];
    for (let byte = 0; byte < 256; byte++) if (this.has(byte)) members.push(byte);
    return members;
  }

  /** Equal for equal sets. */
  get key(): string {
    return this.#bits.join();
  }
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

export const ANY = ByteSet.range(0, 255);
export const NONE = ByteSet.of('');
export const NEWLINE = ByteSet.of('\n');
export const NOT_NEWLINE = NEWLINE.not();
export const DIGIT = ByteSet.range(0x30, 0x39);
export const UPPER = ByteSet.range(0x41, 0x5a);
export const LOWER = ByteSet.range(0x61, 0x7a);
export const WORD = DIGIT.or(UPPER).or(LOWER).or(ByteSet.of('_'));
/** PCRE's `\s`: with the vertical tab. */
export const SPACE = ByteSet.of(' \t\n\v\f\r');
/** PCRE's `\h` of bytes: with the no-break space. */
export const HORIZONTAL = ByteSet.of(' \t\xa0');
/** PCRE's `\v` of bytes: with NEL. */
export const VERTICAL = ByteSet.of('\n\v\f\r\x85');
