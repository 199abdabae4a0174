const NEWLINE = 0x0a;
/** Of UTF-8; some tools of Windows begin files with it. */
const BYTE_ORDER_MARK = 0xefbbbf;
/** A recorded exchange holds bodies, so its line may be long. */
const LONGEST_LINE = 8 * 1024 * 1024;

export interface TextLine {
  /** From 1. */
  readonly number: number;
  /** Undefined for a line that is too long to be looked at. */
  readonly text: string | undefined;
}

/** The lines that end in a chunk, those that are blank left out. Keeps at most one line, of at most 8 MiB. */
export class LineReader {
  #number = 0;
  #parts: Buffer[] = [];
  #bytes = 0;

  *push(chunk: Buffer): Generator<TextLine> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      const line = this.#line(chunk.subarray(start, end));
      start = end + 1;
      if (line !== undefined) yield line;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
  }

  /** The last line, where the file does not end with a line's end. */
  *end(): Generator<TextLine> {
    const line = this.#bytes === 0 ? undefined : this.#line(Buffer.alloc(0));
    if (line !== undefined) yield line;
  }

  #keep(part: Buffer): void {
    this.#bytes += part.length;
    if (this.#bytes <= LONGEST_LINE) this.#parts.push(part);
    else this.#parts = [];
  }

  #line(last: Buffer): TextLine | undefined {
    const number = ++this.#number;
    if (this.#bytes === 0) return last.length > LONGEST_LINE ? { number, text: undefined } : textOf(number, last);
    this.#keep(last);
    const isKept = this.#bytes <= LONGEST_LINE;
    const whole = isKept ? Buffer.concat(this.#parts) : undefined;
    this.#parts = [];
    this.#bytes = 0;
    return whole === undefined ? { number, text: undefined } : textOf(number, whole);
  }
}

function textOf(number: number, bytes: Buffer): TextLine | undefined {
  const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length;
  const text = bytes.toString('utf8', number === 1 && bytes.length >= 3 && bytes.readUIntBE(0, 3) === BYTE_ORDER_MARK ? 3 : 0, end);
  return text.trim() === '' ? undefined : { number, text };
}
