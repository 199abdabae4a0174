import { Lexer } from './lexer.ts';
import type { Dialect } from './strings.ts';
import { TOKEN, type Token } from './token.ts';

/** How many tokens are kept. More than the longest look ahead; the memory does not grow with the value. */
const KEPT = 16;

/**
 * The tokens of a value by their number, comments left out: read when they are asked for, so that a value which is not SQL costs only its
 * beginning. No more than eight tokens ahead of, or behind, the last one asked for may be looked at.
 */
export class TokenStream {
  readonly value: string;
  readonly #lexer: Lexer;
  readonly #kinds: Token[] = [];
  readonly #words: string[] = [];
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  readonly #closed: boolean[] = [];
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
    while (this.#read <= index) this.#readOne();
    return this.#kinds[index % KEPT] ?? TOKEN.end;
  }

  /** Text of a word in lower case, empty for everything else. */
  word(index: number): string {
    this.kind(index);
    return this.#words[index % KEPT] ?? '';
  }

  /** The token as it was written. */
  text(index: number): string {
    return this.value.slice(this.start(index), this.end(index));
  }

  start(index: number): number {
    this.kind(index);
    return this.#starts[index % KEPT] ?? this.value.length;
  }

  end(index: number): number {
    this.kind(index);
    return this.#ends[index % KEPT] ?? this.value.length;
  }

  /** Whether the string at this place has its closing quote. */
  closed(index: number): boolean {
    this.kind(index);
    return this.#closed[index % KEPT] ?? false;
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
    const slot = this.#read % KEPT;
    this.#kinds[slot] = kind;
    this.#words[slot] = lexer.word;
    this.#starts[slot] = lexer.start;
    this.#ends[slot] = lexer.end;
    this.#closed[slot] = lexer.closed;
    this.#read += 1;
  }
}
