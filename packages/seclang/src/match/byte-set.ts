const SINGLE: (ByteSet | undefined)[] = [];
const FOLDED: (ByteSet | undefined)[] = [];

/** An immutable set of bytes (0 to 255). Characters of patterns and values stand for one byte each. */
export class ByteSet {
  readonly #bits: Uint32Array;
  #key: string | undefined;

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
    const bits = new Uint32Array(8);
    for (let index = 0; index < characters.length; index++) {
      const byte = characters.charCodeAt(index) & 0xff;
      bits[byte >> 5] = (bits[byte >> 5] ?? 0) | (1 << (byte & 31));
    }
    return new ByteSet(bits);
  }

  /** The set of one byte, or of a letter in both cases; the same object each time. */
  static single(byte: number, caseInsensitive: boolean): ByteSet {
    const known = caseInsensitive ? FOLDED : SINGLE;
    const both = caseInsensitive && isLetter(byte);
    known[byte] ??= ByteSet.of(both ? String.fromCharCode(byte, byte ^ 0x20) : String.fromCharCode(byte));
    return known[byte];
  }

  /** All bytes from `low` to `high`, both included. */
  static range(low: number, high: number): ByteSet {
    return low === high ? ByteSet.single(low, false) : ByteSet.where((byte) => byte >= low && byte <= high);
  }

  has(byte: number): boolean {
    return (((this.#bits[byte >> 5] ?? 0) >>> (byte & 31)) & 1) === 1;
  }

  or(other: ByteSet): ByteSet {
    return new ByteSet(this.#bits.map((word, index) => word | (other.#bits[index] ?? 0)));
  }

  and(other: ByteSet): ByteSet {
    return new ByteSet(this.#bits.map((word, index) => word & (other.#bits[index] ?? 0)));
  }

  get isEmpty(): boolean {
    return this.#bits.every((word) => word === 0);
  }

  not(): ByteSet {
    return new ByteSet(this.#bits.map((word) => ~word));
  }

  /** With each ASCII letter also the same letter of the other case. */
  foldCase(): ByteSet {
    const folded = Uint32Array.from(this.#bits);
    // The letters are the bytes 65 to 90 and 97 to 122: bits 1 to 26 of words 2 and 3.
    const letters = (((folded[2] ?? 0) | (folded[3] ?? 0)) & 0x07fffffe) >>> 0;
    folded[2] = (folded[2] ?? 0) | letters;
    folded[3] = (folded[3] ?? 0) | letters;
    return new ByteSet(folded);
  }

  /** The members in ascending order. */
  bytes(): number[] {
    const members: number[] = [];
    this.#bits.forEach((word, index) => {
      for (let rest = word; rest !== 0; rest &= rest - 1) members.push(index * 32 + 31 - Math.clz32(rest & -rest));
    });
    return members;
  }

  /** Equal for equal sets. */
  get key(): string {
    this.#key ??= this.#bits.join();
    return this.#key;
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
