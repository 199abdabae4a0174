import { StringDecoder } from 'node:string_decoder';

const LONGEST_RECORD = 8 * 1024 * 1024;
const MOST_COLUMNS = 1000;
const BYTE_ORDER_MARK = '\ufeff';

export interface CsvRecord {
  /** Line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The records of a table in CSV (RFC 4180), as its bytes come: cells between quotation marks may hold commas, doubled quotation marks and ends of lines. Blank
 * lines are left out. Keeps one record; throws an Error for one that is larger than 8 MiB.
 */
export class CsvReader {
  readonly #decoder = new StringDecoder('utf8');
  #cells: string[] = [];
  #cell = '';
  /** So much of the cell stood between quotation marks. */
  #quotedLength = 0;
  #isQuoted = false;
  /** A quotation mark within quotation marks was read: it ends them, unless another one follows. */
  #isEnding = false;
  #line = 1;
  #begin = 1;
  #length = 0;

  *push(chunk: Buffer): Generator<CsvRecord> {
    yield* this.#read(this.#decoder.write(chunk));
  }

  *end(): Generator<CsvRecord> {
    yield* this.#read(`${this.#decoder.end()}\n`);
  }

  *#read(text: string): Generator<CsvRecord> {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LINE_FEED) this.#line++;
      if (this.#isQuoted && !this.#isEnding) {
        if (code !== QUOTE) continue;
        this.#append(text.slice(start, at));
        this.#isEnding = true;
        this.#quotedLength = this.#cell.length;
        start = at + 1;
      } else if (this.#isEnding && code === QUOTE) {
        // The second of two: it belongs to the cell.
        this.#isEnding = false;
        start = at;
      } else if (code === COMMA || code === LINE_FEED) {
        this.#append(text.slice(start, at));
        this.#endCell();
        start = at + 1;
        if (code === LINE_FEED) yield* this.#endRecord();
      } else if (code === QUOTE && this.#cell === '' && text.slice(start, at).trim() === '') {
        this.#isQuoted = true;
        start = at + 1;
      }
    }
    this.#append(text.slice(start));
  }

  #append(text: string): void {
    this.#length += text.length;
    if (this.#length > LONGEST_RECORD)
      throw new Error(`the record that begins on line ${this.#begin} is longer than 8 MiB; is a quotation mark missing?`);
    this.#cell += text;
  }

  #endCell(): void {
    const hasReturn = this.#cell.length > this.#quotedLength && this.#cell.endsWith('\r');
    const cell = hasReturn ? this.#cell.slice(0, -1) : this.#cell;
    if (this.#cells.length < MOST_COLUMNS) this.#cells.push(cell);
    this.#cell = '';
    this.#quotedLength = 0;
    this.#isQuoted = false;
    this.#isEnding = false;
  }

  *#endRecord(): Generator<CsvRecord> {
    const [cells, line] = [this.#cells, this.#begin];
    this.#cells = [];
    this.#begin = this.#line;
    this.#length = 0;
    if (cells[0]?.startsWith(BYTE_ORDER_MARK) === true && line === 1) cells[0] = cells[0].slice(1);
    if (cells.length > 1 || cells[0] !== '') yield { line, cells };
  }
}

const QUOTE = 0x22;
const COMMA = 0x2c;
const LINE_FEED = 0x0a;
