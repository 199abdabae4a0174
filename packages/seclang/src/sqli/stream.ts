import { Lexer } from './lexer.ts';
import type { Dialect } from './strings.ts';
import { TOKEN, type Token } from './token.ts';

/** How many tokens are kept. More than the longest look ahead; the memory does not grow with the value. */
const KEPT = 16;

interface Kept {
  readonly kind: Token;
  readonly word: string;
  readonly start: number;
  readonly end: number;
  readonly closed: boolean;
}

/**
 * The tokens of a value by their number, comments left out: read when they are asked for, so that a value which is not SQL costs only its
 * beginning. No more than eight tokens ahead of, or behind, the last one asked for may be looked at.
 */
export class TokenStream {
  readonly value: string;
  readonly #lexer: Lexer;
  readonly #kept: Kept[] = [];
  #read = 0;
  #commentAt = -1;

  constructor(value: string, from: number, dialect: Dialect) {
    this.value = value;
    this.#lexer = new Lexer(value, from, dialect);
  }

  /** How many tokens have been read so far: what the judgement cost. */
  get read(): number {
    return this.#read;
  }

  /** Where the last comment begins if nothing but white space follows it; -1 without one. Known once the end has been read. */
  get trailingComment(): number {
    return this.#commentAt;
  }

  kind(index: number): Token {
    return this.#token(index)?.kind ?? TOKEN.end;
  }

  /** Text of a word in lower case, empty for everything else. */
  word(index: number): string {
    return this.#token(index)?.word ?? '';
  }

  /** The token as it was written. */
  text(index: number): string {
    return this.value.slice(this.start(index), this.end(index));
  }

  start(index: number): number {
    return this.#token(index)?.start ?? this.value.length;
  }

  end(index: number): number {
    return this.#token(index)?.end ?? this.value.length;
  }

  /** Whether the string at this place has its closing quote. */
  closed(index: number): boolean {
    return this.#token(index)?.closed ?? false;
  }

  /** Undefined before the first. */
  #token(index: number): Kept | undefined {
    while (this.#read <= index) this.#readOne();
    return this.#kept[index % KEPT];
  }

  #readOne(): void {
    const lexer = this.#lexer;
    let kind = lexer.next();
    let commentAt = -1;
    while (kind === TOKEN.comment || kind === TOKEN.nestedComment) {
      if (commentAt === -1) commentAt = lexer.start;
      kind = lexer.next();
    }
    if (kind === TOKEN.end && commentAt !== -1) this.#commentAt = commentAt;
    const { word, start, end, closed } = lexer;
    this.#kept[this.#read % KEPT] = { kind, word, start, end, closed };
    this.#read += 1;
  }
}
