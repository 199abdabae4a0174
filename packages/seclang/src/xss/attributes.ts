/** One attribute as it was written, its value still with character references. */
export interface Attribute {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  readonly hasValue: boolean;
  /** White space stands before or after the `=`. */
  readonly spaced: boolean;
}

/**
 * Reads attributes from `index` on, as browsers do: names end at white space, `/`, `>` or `=`, values may be in quotes of three kinds
 * (the back-tick is one for old browsers). Ends at `>`, at the end of the value, or where another tag begins.
 */
export class AttributeReader {
  index: number;
  readonly #html: string;

  constructor(html: string, index: number) {
    this.#html = html;
    this.index = index;
  }

  next(): Attribute | undefined {
    const html = this.#html;
    this.#skip(isSeparator);
    if (this.index >= html.length || html[this.index] === '>' || beginsTag(html, this.index)) return undefined;
    const nameAt = this.index;
    this.index += 1;
    while (this.index < html.length && !endsName(html.charCodeAt(this.index)) && !beginsTag(html, this.index)) this.index += 1;
    const name = html.slice(nameAt, this.index).toLowerCase();
    const nameEnd = this.index;
    this.#skip(isWhitespace);
    if (html[this.index] !== '=') return { name, value: '', hasValue: false, spaced: false };
    const equalsAt = this.index;
    this.index += 1;
    this.#skip(isWhitespace);
    const spaced = equalsAt > nameEnd || this.index > equalsAt + 1;
    return { name, value: this.#value(), hasValue: true, spaced };
  }

  #value(): string {
    const html = this.#html;
    const quote = html[this.index];
    const from = this.index;
    if (quote === '"' || quote === "'" || quote === '`') {
      const end = html.indexOf(quote, from + 1);
      this.index = end === -1 ? html.length : end + 1;
      return html.slice(from + 1, end === -1 ? html.length : end);
    }
    while (this.index < html.length && html[this.index] !== '>' && !isWhitespace(html.charCodeAt(this.index))) this.index += 1;
    return html.slice(from, this.index);
  }

  #skip(isSkipped: (byte: number) => boolean): void {
    while (this.index < this.#html.length && isSkipped(this.#html.charCodeAt(this.index))) this.index += 1;
  }
}

/** Control characters too: some browsers skip them. */
export function isWhitespace(byte: number): boolean {
  return byte <= 0x20;
}

export function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

export function isWordByte(byte: number): boolean {
  return isLetter(byte) || (byte >= 0x30 && byte <= 0x39) || byte === 0x5f;
}

function isSeparator(byte: number): boolean {
  return isWhitespace(byte) || byte === 0x2f;
}

function endsName(byte: number): boolean {
  return isWhitespace(byte) || byte === 0x2f || byte === 0x3e || byte === 0x3d;
}

function beginsTag(html: string, index: number): boolean {
  return html[index] === '<' && isLetter(html.charCodeAt(index + 1));
}
