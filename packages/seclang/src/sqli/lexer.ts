import { isDigit, isHexDigit, isSpaceAt, isWord } from './bytes.ts';
import { isFunction } from './functions.ts';
import { kindOfKeyword } from './keywords.ts';
import { type Dialect, endOfDollarString, endOfOracleString, endOfString } from './strings.ts';
import { symbolAt } from './symbols.ts';
import { TOKEN, type Token } from './token.ts';

const LONGEST_WORD = 64;
const STRING_PREFIXES: ReadonlySet<string> = new Set(['n', 'e', 'b', 'x', 'u', '_utf8', '_utf8mb4', '_latin1', '_binary', '_ascii']);

/** Reads one SQL token after the other; every byte is looked at a bounded number of times. */
export class Lexer {
  readonly value: string;
  readonly dialect: Dialect;
  /** Where the token begins that `next` returned last. */
  start = 0;
  /** Where it ends. */
  end: number;
  /** Its text in lower case if it is a word, else empty. Longer words than any that means something are left empty. */
  word = '';
  /** Of a string: whether its closing quote was there. */
  closed = true;
  #executed = false;

  constructor(value: string, from: number, dialect: Dialect) {
    this.value = value;
    this.end = from;
    this.dialect = dialect;
  }

  next(): Token {
    const { value } = this;
    let index = this.end;
    this.word = '';
    this.closed = true;
    for (;;) {
      while (index < value.length && isSpaceAt(value, index)) index += 1;
      this.start = index;
      if (index >= value.length) return this.#upTo(TOKEN.end, index);
      if (value[index] === '\\') index += 1;
      else if (value[index] === '{' && isWord(value.charCodeAt(index + 1))) index = this.#endOfWord(index + 1);
      else if (value[index] === '}') index += 1;
      else if (this.#executed && value.startsWith('*/', index)) index += 2;
      else if (this.dialect.mysqlComments && value.startsWith('/*!', index)) index = this.#executedComment(index);
      else break;
    }
    const byte = value.charCodeAt(index);
    if (isDigit(byte) || (byte === 0x2e && isDigit(value.charCodeAt(index + 1)))) return this.#number(index);
    if (byte === 0x24) {
      const end = endOfDollarString(value, index);
      if (end !== -1) return this.#upTo(TOKEN.string, end);
    }
    if (isWord(byte)) return this.#word(index);
    if (byte === 0x27 || byte === 0x22 || byte === 0x60) return this.#string(index);
    if (byte === 0x40) return this.#variable(index);
    if (byte === 0x5b) return this.#bracketed(index);
    return this.#comment(index) ?? this.#symbol(index);
  }

  #upTo(kind: Token, end: number): Token {
    this.end = Math.min(end, this.value.length);
    return kind;
  }

  /** MySQL executes what stands in a comment that begins with an exclamation mark and, perhaps, a version. */
  #executedComment(from: number): number {
    this.#executed = true;
    let index = from + 3;
    while (index < from + 9 && isDigit(this.value.charCodeAt(index))) index += 1;
    return index;
  }

  #endOfWord(from: number): number {
    let index = from;
    while (index < this.value.length && isWord(this.value.charCodeAt(index))) {
      if (this.value.charCodeAt(index) === 0xa0 && isSpaceAt(this.value, index)) break;
      index += 1;
    }
    return index;
  }

  #number(from: number): Token {
    const { value } = this;
    let index = from;
    const second = value.charCodeAt(from + 1) | 0x20;
    if (value[from] === '0' && second === 0x78 && isHexDigit(value.charCodeAt(from + 2))) {
      index += 2;
      while (isHexDigit(value.charCodeAt(index))) index += 1;
      return this.#upTo(TOKEN.number, index);
    }
    while (isDigit(value.charCodeAt(index))) index += 1;
    if (value[index] === '.') index += 1;
    while (isDigit(value.charCodeAt(index))) index += 1;
    if ((value.charCodeAt(index) | 0x20) === 0x65) {
      const sign = value[index + 1] === '+' || value[index + 1] === '-' ? 1 : 0;
      if (isDigit(value.charCodeAt(index + 1 + sign))) {
        index += 1 + sign;
        while (isDigit(value.charCodeAt(index))) index += 1;
      }
    }
    return this.#upTo(TOKEN.number, index);
  }

  #word(from: number): Token {
    const { value } = this;
    let index = this.#endOfWord(from);
    while (value[index] === '.' && (isWord(value.charCodeAt(index + 1)) || value[index + 1] === '.')) {
      index = this.#endOfWord(index + (value[index + 1] === '.' ? 2 : 1));
    }
    if (index - from > LONGEST_WORD) return this.#upTo(TOKEN.name, index);
    this.word = lowerCase(value.slice(from, index));
    if (value[index] === "'") {
      if (this.word === 'q' || this.word === 'nq') return this.#upTo(TOKEN.string, endOfOracleString(value, index));
      if (STRING_PREFIXES.has(this.word)) return this.#string(index);
    }
    this.end = index;
    return kindOfKeyword(this.word) ?? (isFunction(this.word) ? TOKEN.function : TOKEN.name);
  }

  #string(quoteAt: number): Token {
    const quote = this.value[quoteAt] ?? '';
    const end = endOfString(this.value, quoteAt + 1, quote, this.dialect);
    this.closed = end < this.value.length;
    return this.#upTo(quote === '`' ? TOKEN.name : TOKEN.string, end + 1);
  }

  #variable(from: number): Token {
    let index = from;
    while (this.value[index] === '@') index += 1;
    const name = this.value[index];
    if (name === "'" || name === '"' || name === '`') {
      this.#string(index);
      return TOKEN.variable;
    }
    index = this.#endOfWord(index);
    while (this.value[index] === '.' && isWord(this.value.charCodeAt(index + 1))) index = this.#endOfWord(index + 1);
    return this.#upTo(TOKEN.variable, index);
  }

  /** `[name]`, as SQL Server quotes names. */
  #bracketed(from: number): Token {
    const end = this.#endOfWord(from + 1);
    return end > from + 1 && this.value[end] === ']' && !isDigit(this.value.charCodeAt(from + 1))
      ? this.#upTo(TOKEN.name, end + 1)
      : this.#upTo(TOKEN.other, from + 1);
  }

  #comment(from: number): Token | undefined {
    const { value, dialect } = this;
    if (value.startsWith('/*', from)) {
      const close = value.indexOf('*/', from + 2);
      const end = close === -1 ? value.length : close + 2;
      const inner = value.indexOf('/*', from + 2);
      return this.#upTo(inner !== -1 && inner < end - 1 ? TOKEN.nestedComment : TOKEN.comment, end);
    }
    const dashes = value.startsWith('--', from) && (!dialect.mysqlComments || from + 2 >= value.length || isSpaceAt(value, from + 2));
    if (!dashes && !(dialect.mysqlComments && value[from] === '#')) return undefined;
    const end = value.indexOf('\n', from);
    return this.#upTo(TOKEN.comment, end === -1 ? value.length : end);
  }

  #symbol(from: number): Token {
    const symbol = symbolAt(this.value, from);
    return this.#upTo(symbol.kind, from + symbol.length);
  }
}

/** ASCII only: `toLowerCase` would also fold the letters of latin1, which are parts of other characters here. */
function lowerCase(word: string): string {
  for (let index = 0; index < word.length; index++) if (word.charCodeAt(index) >= 0x80) return word;
  return word.toLowerCase();
}
