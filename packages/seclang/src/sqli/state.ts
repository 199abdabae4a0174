import type { TokenStream } from './stream.ts';
import { TOKEN, type Token } from './token.ts';

const LONGEST_FINGERPRINT = 12;

/** What is kept of the outside of a parenthesis, as bits: values may open very many. */
const CONSTANT = 1;
const COMPARING = 2;
const COLUMN = 4;

/** What is known of a value while its tokens are read as the continuation of an expression. One for each reading; changes as it goes on. */
export class State {
  readonly tokens: TokenStream;
  /** The quote of the string that the value has closed; undefined for a value outside of quotes. */
  readonly quote: string | undefined;
  /** Where in the value the first token may begin. */
  readonly from: number;
  /** Number of the token to be read next. */
  at = 0;
  /** Whether an operand has to come next, or else an operator. */
  expectsOperand: boolean;
  fingerprint: string;
  /** An attack was found. */
  hit = false;

  /** The value has left the string, the parenthesis or the number it was put in. */
  brokenOut: boolean;
  /** Parentheses opened less those closed. */
  depth = 0;
  /** A condition has begun: what is compared now decides something. */
  condition = false;
  /** Everything since the last boundary is constant. */
  constant = true;
  /** A constant stands before a comparison whose right side is being read. */
  comparing = false;
  /** A name that can be a column stands before a comparison whose right side is being read. */
  column = false;
  /** Two constants were compared before any condition: a calculation, not a condition added to a value. */
  calculation = false;
  /** A `SELECT` or `FROM` was read. */
  selected = false;
  /** The value begins with a constant, or where one has ended. */
  startsWithConstant: boolean;
  /** Something was said that names and logical words alone do not say. */
  symbolic = false;
  /** Something else than strings was read. */
  named = false;
  /** The first operator, if it is a sign. */
  firstSign = '';
  /** How many operators, commas and clauses have been read. */
  operators = 0;
  lastOperator: Token | undefined;
  /** The token before opened the arguments of a function. */
  call = false;
  /** What was known where each open parenthesis stands. */
  readonly #outer: number[] = [];

  constructor(tokens: TokenStream, quote: string | undefined, from: number) {
    this.tokens = tokens;
    this.quote = quote;
    this.from = from;
    this.brokenOut = quote !== undefined;
    this.expectsOperand = quote === undefined;
    this.startsWithConstant = quote !== undefined;
    this.fingerprint = quote === undefined ? '' : TOKEN.string;
  }

  /** Adds to the fingerprint. */
  note(kind: Token): void {
    if (this.fingerprint.length < LONGEST_FINGERPRINT) this.fingerprint += kind;
  }

  /** Ends the reading with an attack. */
  found(): false {
    this.note(this.tokens.kind(this.at));
    this.hit = true;
    return false;
  }

  /** Goes on to the next token. */
  take(count = 1): true {
    for (let taken = 0; taken < count; taken++) this.note(this.tokens.kind(this.at + taken));
    this.at += count;
    return true;
  }

  /** Takes the token and expects an operand after it, whose left neighbour does not count any more. */
  boundary(): true {
    this.constant = true;
    this.comparing = false;
    this.column = false;
    this.expectsOperand = true;
    return this.take();
  }

  count(kind: Token): void {
    if (this.operators === 0) this.firstSign = this.tokens.text(this.at);
    this.operators += 1;
    this.lastOperator = kind;
  }

  /** Goes into a parenthesis; `constant` tells whether what is outside of it has been constant so far. */
  open(constant: boolean): void {
    this.depth += 1;
    this.#outer.push((constant ? CONSTANT : 0) | (this.comparing ? COMPARING : 0) | (this.column ? COLUMN : 0));
    this.constant = true;
    this.comparing = false;
    this.column = false;
    this.expectsOperand = true;
  }

  /** Goes out of a parenthesis: what was constant stays so if its content was. False if it was opened outside of the value. */
  close(): boolean {
    this.depth -= 1;
    const outer = this.#outer.pop();
    if (outer === undefined) return false;
    this.constant &&= (outer & CONSTANT) !== 0;
    this.comparing = (outer & COMPARING) !== 0;
    this.column = (outer & COLUMN) !== 0;
    return true;
  }
}
