import { isAttackAlone, isAttacking, isConditional, isFunction } from './functions.ts';
import { goesOn, selectListAt } from './select-list.ts';
import { beginsStatement } from './statements.ts';
import type { TokenStream } from './stream.ts';
import { TOKEN, type Token } from './token.ts';
import { isCutOff } from './cut-off.ts';

const LONGEST_FINGERPRINT = 12;

/**
 * Reads tokens as the continuation of an SQL expression and stops as soon as they cannot be one, which for prose is after two or three.
 * On the way it looks for what no honest value continues with. Takes a bounded number of steps for each token.
 */
export class Judge {
  readonly #tokens: TokenStream;
  readonly #quote: string | undefined;
  readonly #from: number;
  #at = 0;
  #expectsOperand: boolean;
  #fingerprint: string;
  #hit = false;

  /** The value has left the string, the parenthesis or the number it was put in. */
  #brokenOut: boolean;
  #depth = 0;
  /** A condition has begun: what is compared now decides something. */
  #condition = false;
  /** Everything since the last boundary is constant. */
  #constant = true;
  /** A constant stands before a comparison whose right side is being read. */
  #comparing = false;
  /** Two constants were compared before any condition: a calculation, not a condition added to a value. */
  #calculation = false;
  #selected = false;
  #startsWithConstant: boolean;
  /** Something was said that names and logical words alone do not say. */
  #symbolic = false;
  #operators = 0;
  #lastOperator: Token | undefined;
  #call = false;

  /** Begins with the first of the tokens, which stands `from` bytes into the value, after the `quote` that closed a string. */
  constructor(tokens: TokenStream, quote: string | undefined, from: number) {
    this.#tokens = tokens;
    this.#from = from;
    this.#quote = quote;
    this.#brokenOut = quote !== undefined;
    this.#expectsOperand = quote === undefined;
    this.#startsWithConstant = quote !== undefined;
    this.#fingerprint = quote === undefined ? '' : TOKEN.string;
  }

  /** The fingerprint of the attack; undefined if there is none. */
  judge(): string | undefined {
    if (this.#quote === undefined) this.#begin();
    while (!this.#hit && (this.#expectsOperand ? this.#operand() : this.#operator())) {
      // Each step moves on by one token at least.
    }
    return this.#hit ? this.#fingerprint : undefined;
  }

  /** Begins a value outside of quotes: it may be a whole statement, or continue what the application put before it. */
  #begin(): void {
    const tokens = this.#tokens;
    const kind = tokens.kind(0);
    if (kind === TOKEN.select) this.#hit = selectListAt(tokens, 0) === 'strong' && goesOn(tokens, 0);
    else if (kind === TOKEN.statement) this.#hit = beginsStatement(tokens, 0, 'alone');
    else if (kind === TOKEN.function && tokens.kind(1) === TOKEN.open) this.#hit = isAttackAlone(tokens.word(0)) && this.#hasPlainArgument(1);
    else if (CONTINUING.has(kind) || CONTINUING_CLAUSES.has(tokens.word(0))) this.#expectsOperand = false;
    if (this.#hit) this.#note(kind);
    if (!this.#expectsOperand) this.#startsWithConstant = true;
  }

  /** Whether what stands in the parentheses begins like an argument, and not like a remark. */
  #hasPlainArgument(open: number): boolean {
    const argument = this.#tokens.kind(open + 1);
    const after = this.#tokens.kind(open + 2);
    if (argument === TOKEN.name || argument === TOKEN.number || argument === TOKEN.string || argument === TOKEN.variable) {
      if (after === TOKEN.close) return !isWordOfSentence(this.#tokens.kind(open + 3));
      return after === TOKEN.comma || after === TOKEN.operator || (argument === TOKEN.number && this.#isMember(open + 1));
    }
    return argument === TOKEN.function || argument === TOKEN.open || argument === TOKEN.select || argument === TOKEN.operator;
  }

  /** `20.to_i`: a method of a number, as template languages write it. */
  #isMember(number: number): boolean {
    const tokens = this.#tokens;
    return tokens.kind(number + 1) === TOKEN.name && tokens.value[tokens.end(number) - 1] === '.' && tokens.kind(number + 2) === TOKEN.close;
  }

  #note(kind: Token): void {
    if (this.#fingerprint.length < LONGEST_FINGERPRINT) this.#fingerprint += kind;
  }

  #found(): boolean {
    this.#note(this.#tokens.kind(this.#at));
    this.#hit = true;
    return false;
  }

  #take(count = 1): true {
    for (let taken = 0; taken < count; taken++) this.#note(this.#tokens.kind(this.#at + taken));
    this.#at += count;
    return true;
  }

  /** Takes the token and expects an operand after it, whose left neighbour does not count any more. */
  #boundary(): true {
    this.#constant = true;
    this.#comparing = false;
    this.#expectsOperand = true;
    return this.#take();
  }

  #operand(): boolean {
    const tokens = this.#tokens;
    const kind = tokens.kind(this.#at);
    const call = this.#call;
    this.#call = false;
    switch (kind) {
      case TOKEN.number:
      case TOKEN.string:
        if (this.#reopens()) return this.#found();
        return this.#value(true);
      case TOKEN.variable:
        return this.#value(false);
      case TOKEN.name:
      case TOKEN.function:
        return tokens.kind(this.#at + 1) === TOKEN.open ? this.#function() : this.#value(false);
      case TOKEN.operator:
        return UNARY.has(tokens.value[tokens.start(this.#at)] ?? '') && (this.#isStar() ? this.#value(false) : this.#take());
      case TOKEN.not:
      case TOKEN.keyword:
        return this.#take();
      case TOKEN.case:
        if (tokens.word(this.#at) !== 'case' || this.#quote !== undefined) this.#condition ||= this.#at > 0 || this.#caseOpens();
        else this.#condition ||= this.#caseOpens();
        return this.#take();
      case TOKEN.open:
        return this.#parenthesis();
      case TOKEN.select:
        return this.#select();
      case TOKEN.comparison:
        return isFunction(tokens.word(this.#at)) && tokens.kind(this.#at + 1) === TOKEN.open && this.#function();
      case TOKEN.statement:
        return this.#at > 0 && beginsStatement(tokens, this.#at, 'alone') && this.#found();
      case TOKEN.close:
        return call && this.#close();
      default:
        return false;
    }
  }

  /** Whether `CASE WHEN` stands here rather than a sentence with the word "case". */
  #caseOpens(): boolean {
    return this.#tokens.word(this.#at) === 'case' && this.#tokens.kind(this.#at + 1) !== TOKEN.name;
  }

  #isStar(): boolean {
    return this.#tokens.value[this.#tokens.start(this.#at)] === '*';
  }

  /**
   * Whether the last token opens the quotes anew that the application will close, with something in between; or the value has a logical
   * operator between two quotes without white space (`'or'`), whatever follows.
   */
  #reopens(): boolean {
    const tokens = this.#tokens;
    if (this.#quote === undefined || this.#at === 0 || tokens.value[tokens.start(this.#at)] !== this.#quote) return false;
    const touching = tokens.start(this.#at) === tokens.end(this.#at - 1);
    if (tokens.closed(this.#at)) return touching && this.#at === 1 && this.#lastOperator === TOKEN.logical && tokens.start(0) === this.#from;
    if (!OPERATORS.has(tokens.kind(this.#at - 1)) && tokens.kind(this.#at - 1) !== TOKEN.open) return false;
    if (this.#lastOperator === TOKEN.logical) return true;
    if (this.#lastOperator === TOKEN.comparison) return this.#operators > 1 || this.#symbolic || isSymbol(tokens, this.#at - 1);
    return this.#lastOperator === TOKEN.operator && this.#operators > 1;
  }

  #value(constant: boolean): boolean {
    if (constant) this.#symbolic = true;
    if (constant && this.#operators === 0) this.#startsWithConstant = true;
    this.#constant &&= constant;
    this.#expectsOperand = false;
    if (this.#comparing && constant && this.#compared()) return this.#found();
    return this.#take();
  }

  /** Two constants have been compared: whether that is a condition added to a value. */
  #compared(): boolean {
    if (this.#condition) return !this.#calculation;
    this.#calculation ||= this.#quote === undefined && !this.#brokenOut;
    return false;
  }

  #function(): boolean {
    const tokens = this.#tokens;
    const name = tokens.word(this.#at);
    const known = tokens.kind(this.#at) === TOKEN.function;
    const adjacent = tokens.start(this.#at + 1) === tokens.end(this.#at);
    const continues = this.#at > 0 || this.#quote !== undefined;
    if (known && continues && this.#operators > 0) {
      if (isAttacking(name) && (this.#brokenOut || this.#condition)) return this.#found();
      if (isAttackAlone(name) && (this.#startsWithConstant || this.#lastOperator === TOKEN.operator)) return this.#found();
      if (this.#condition && this.#startsWithConstant && !this.#calculation && (this.#brokenOut || adjacent)) return this.#found();
    }
    if (isConditional(name) && adjacent) this.#condition = true;
    this.#symbolic ||= known;
    this.#constant = false;
    this.#depth += 1;
    this.#call = true;
    this.#take();
    return this.#boundary();
  }

  #parenthesis(): boolean {
    const { kind } = this.#after(this.#at + 1);
    const list = kind === TOKEN.select ? selectListAt(this.#tokens, this.#after(this.#at + 1).index) : 'none';
    if (list === 'strong' || (list === 'weak' && this.#startsWithConstant)) return this.#found();
    this.#depth += 1;
    this.#comparing = false;
    return this.#take();
  }

  /** The first token at or after `index` that is not an opening parenthesis, within a few. */
  #after(index: number): { readonly kind: Token; readonly index: number } {
    let at = index;
    while (at < index + 4 && this.#tokens.kind(at) === TOKEN.open) at += 1;
    return { kind: this.#tokens.kind(at), index: at };
  }

  #surelySelects({ kind, index }: { readonly kind: Token; readonly index: number }): boolean {
    return kind === TOKEN.select && selectListAt(this.#tokens, index) === 'strong';
  }

  #select(): boolean {
    if (this.#brokenOut && this.#at > 0 && selectListAt(this.#tokens, this.#at) !== 'none') return this.#found();
    this.#selected = true;
    return this.#boundary();
  }

  #close(): true {
    this.#depth -= 1;
    if (this.#depth < 0) this.#brokenOut = true;
    this.#expectsOperand = false;
    return this.#take();
  }

  #operator(): boolean {
    const tokens = this.#tokens;
    const kind = tokens.kind(this.#at);
    switch (kind) {
      case TOKEN.operator:
        if (NEVER_BINARY.has(tokens.value[tokens.start(this.#at)] ?? '')) return false;
        this.#count(kind);
        this.#expectsOperand = true;
        return this.#take();
      case TOKEN.comparison:
        return this.#comparison();
      case TOKEN.logical:
        this.#count(kind);
        this.#condition = true;
        return this.#boundary();
      case TOKEN.not:
        return (tokens.kind(this.#at + 1) === TOKEN.comparison || tokens.word(this.#at + 1) === 'null') && this.#take();
      case TOKEN.close:
        return this.#close();
      case TOKEN.comma:
        this.#count(kind);
        return this.#boundary();
      case TOKEN.semicolon:
        return this.#semicolon();
      case TOKEN.union:
        return this.#union() && this.#found();
      case TOKEN.clause:
        return this.#clause();
      case TOKEN.statement:
        return this.#startsWithConstant && beginsStatement(tokens, this.#at, 'without semicolon') && this.#found();
      case TOKEN.case:
        if (tokens.word(this.#at) === 'end') return this.#take();
        this.#condition = true;
        return this.#boundary();
      case TOKEN.open:
        return this.#startsWithConstant && this.#surelySelects(this.#after(this.#at)) && this.#found();
      case TOKEN.other:
        return this.#subscript();
      case TOKEN.keyword:
        return tokens.word(this.#at) !== 'by' && this.#depthOrSelect() && this.#take();
      case TOKEN.name:
      case TOKEN.function:
        return this.#alias();
      case TOKEN.end:
        return this.#atEnd() && this.#found();
      default:
        return false;
    }
  }

  /** `name[0 or …]`: frameworks put the keys of a parameter into statements too. */
  #subscript(): boolean {
    if (this.#at !== 1 || this.#tokens.value[this.#tokens.start(1)] !== '[') return false;
    return this.#boundary();
  }

  #depthOrSelect(): boolean {
    return this.#selected || this.#condition;
  }

  #count(kind: Token): void {
    this.#operators += 1;
    this.#lastOperator = kind;
  }

  #comparison(): boolean {
    const tokens = this.#tokens;
    if (tokens.word(this.#at) === 'in' && isFullText(tokens, this.#at)) {
      this.#brokenOut = true;
      return this.#take(3);
    }
    this.#count(TOKEN.comparison);
    this.#symbolic ||= tokens.word(this.#at) === '';
    this.#comparing = this.#constant;
    this.#constant = true;
    this.#expectsOperand = true;
    this.#take();
    if (tokens.kind(this.#at) === TOKEN.comparison && tokens.word(this.#at) !== '') this.#take();
    if (tokens.word(this.#at) === 'to') this.#take();
    return true;
  }

  #semicolon(): boolean {
    const tokens = this.#tokens;
    this.#take();
    const kind = tokens.kind(this.#at);
    if (kind === TOKEN.statement) return beginsStatement(tokens, this.#at, 'after semicolon') && this.#found();
    if (kind === TOKEN.select) {
      const list = selectListAt(tokens, this.#at);
      return (list === 'strong' || (list === 'weak' && this.#quote !== undefined)) && this.#found();
    }
    if (kind === TOKEN.end) return this.#atEnd() && this.#found();
    if (kind === TOKEN.semicolon) return true;
    if (kind !== TOKEN.open && !isConditional(tokens.word(this.#at))) return false;
    this.#condition = true;
    this.#constant = true;
    this.#comparing = false;
    this.#expectsOperand = true;
    return true;
  }

  #union(): boolean {
    const tokens = this.#tokens;
    let at = this.#at + 1;
    if (tokens.word(at) === 'all' || tokens.word(at) === 'distinct' || tokens.word(at) === 'distinctrow') at += 1;
    const second = this.#after(at);
    if (tokens.word(second.index) === 'values') return tokens.kind(second.index + 1) === TOKEN.open;
    if (second.kind !== TOKEN.select) return false;
    const list = selectListAt(tokens, second.index);
    return list === 'strong' || (list === 'weak' && (this.#startsWithConstant || goesOn(tokens, second.index)));
  }

  #clause(): boolean {
    const tokens = this.#tokens;
    const word = tokens.word(this.#at);
    if (word === 'as') return tokens.kind(this.#at + 1) === TOKEN.end ? false : this.#take(2);
    if (word === 'order' || word === 'group') return this.#ordering();
    if (word === 'procedure') return tokens.kind(this.#at + 2) === TOKEN.open && this.#found();
    if (word === 'into' && INTO_FILE.has(tokens.word(this.#at + 1))) return tokens.kind(this.#at + 2) === TOKEN.string && this.#found();
    if (word === 'where' || word === 'having' || word === 'on') this.#condition = true;
    else if (!this.#startsWithConstant && !this.#selected) return false;
    this.#selected ||= word === 'from';
    this.#count(TOKEN.clause);
    return this.#boundary();
  }

  #ordering(): boolean {
    const tokens = this.#tokens;
    if (tokens.word(this.#at + 1) !== 'by') return false;
    const after = tokens.kind(this.#at + 3);
    const stops = after === TOKEN.end || after === TOKEN.comma || tokens.word(this.#at + 3) === 'asc' || tokens.word(this.#at + 3) === 'desc';
    if (this.#startsWithConstant && tokens.kind(this.#at + 2) === TOKEN.number && stops) return this.#found();
    this.#condition = true;
    this.#symbolic = true;
    this.#take();
    return this.#boundary();
  }

  /** A name after an operand is an alias where tables are listed; after a string it is a word of a sentence. */
  #alias(): boolean {
    const tokens = this.#tokens;
    const before = tokens.kind(this.#at - 1);
    if (this.#quote !== undefined && this.#at === 0) return isAttackAlone(tokens.word(0)) && tokens.kind(1) === TOKEN.open && this.#found();
    return this.#selected && (before === TOKEN.close || before === TOKEN.name) && this.#take();
  }

  #atEnd(): boolean {
    const tokens = this.#tokens;
    if (tokens.trailingComment === -1) return false;
    const bare = this.#at === 0 || (!this.#symbolic && this.#operators === 0);
    if (this.#quote === undefined && !(this.#startsWithConstant && this.#condition && this.#operators > 0) && !(this.#depth < 0 && bare)) return false;
    return isCutOff(tokens.value, tokens.trailingComment, bare, this.#symbolic && this.#operators > 0);
  }
}

const UNARY: ReadonlySet<string> = new Set(['+', '-', '~', '!', '*']);
const NEVER_BINARY: ReadonlySet<string> = new Set(['!', '~']);
const CONTINUING: ReadonlySet<Token> = new Set([TOKEN.logical, TOKEN.union, TOKEN.close, TOKEN.semicolon, TOKEN.comma]);
const CONTINUING_CLAUSES: ReadonlySet<string> = new Set(['where', 'having', 'order', 'group', 'procedure']);
const INTO_FILE: ReadonlySet<string> = new Set(['outfile', 'dumpfile']);

const OPERATORS: ReadonlySet<Token> = new Set([TOKEN.logical, TOKEN.operator, TOKEN.comparison]);

function isWordOfSentence(kind: Token): boolean {
  return kind === TOKEN.name || kind === TOKEN.function || kind === TOKEN.keyword || kind === TOKEN.number;
}

function isSymbol(tokens: TokenStream, index: number): boolean {
  return tokens.word(index) === '';
}

/** `IN BOOLEAN MODE`, `IN NATURAL LANGUAGE MODE`: ends a full text search of MySQL. */
function isFullText(tokens: TokenStream, index: number): boolean {
  return tokens.word(index + 1) === 'boolean' && tokens.word(index + 2) === 'mode';
}
