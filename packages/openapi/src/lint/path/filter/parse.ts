import { JsonPathError } from '../json-path.ts';
import { BINARY_OPERATORS, type BinaryOperator, type Expression, type UnaryOperator } from './expression.ts';

const DEEPEST = 50;
const OPERATOR = /===|!==|==|!=|<=|>=|~=|&&|\|\||\?\?|[<>+\-*/%]|in(?![\w$])/y;
const UNARY = /(?:void|typeof)(?![\w$])|[!+-]/y;
const NAME = /[@A-Za-z_$][\w$@]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y;
const PATTERN = /\/((?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+)\/([a-z]*)/y;
const PROPERTY = /[A-Za-z_$@][\w$]*/y;

/**
 * Parses the expression of a filter that begins at an offset; `end` is the offset after it.
 * @throws {JsonPathError}
 */
export function parseExpression(source: string, start: number): { readonly expression: Expression; readonly end: number } {
  const parser = new Parser(source, start);
  const expression = parser.conditional(0);
  return { expression, end: parser.at };
}

class Parser {
  at: number;
  readonly #source: string;

  constructor(source: string, at: number) {
    this.#source = source;
    this.at = at;
  }

  conditional(depth: number): Expression {
    if (depth > DEEPEST) this.#fail(`nested deeper than ${DEEPEST} levels`);
    const test = this.#binary(0, depth);
    if (!this.#take('?')) return test;
    const yes = this.conditional(depth + 1);
    if (!this.#take(':')) this.#fail('expected `:`');
    return { kind: 'conditional', test, yes, no: this.conditional(depth + 1) };
  }

  #binary(least: number, depth: number): Expression {
    let left = this.#unary(depth);
    for (let operator = this.#operator(least); operator !== undefined; operator = this.#operator(least)) {
      const right = this.#binary(BINARY_OPERATORS[operator] + 1, depth + 1);
      left = { kind: 'binary', operator, left, right };
    }
    return left;
  }

  #operator(least: number): BinaryOperator | undefined {
    this.#space();
    const operator = this.#peek(OPERATOR) as BinaryOperator | undefined;
    if (operator === undefined || BINARY_OPERATORS[operator] < least) return undefined;
    this.at += operator.length;
    return operator;
  }

  #unary(depth: number): Expression {
    if (depth > DEEPEST) this.#fail(`nested deeper than ${DEEPEST} levels`);
    this.#space();
    const operator = this.#peek(UNARY) as UnaryOperator | undefined;
    if (operator === undefined) return this.#postfix(this.#primary(depth), depth);
    this.at += operator.length;
    return { kind: 'unary', operator, argument: this.#unary(depth + 1) };
  }

  #postfix(start: Expression, depth: number): Expression {
    let expression = start;
    for (;;) {
      this.#space();
      if (this.#take('?.') || this.#take('.')) {
        const name = this.#peek(PROPERTY);
        if (name === undefined) this.#fail('expected the name of a property');
        this.at += name.length;
        expression = { kind: 'member', object: expression, property: { kind: 'literal', value: name } };
      } else if (this.#take('[')) {
        expression = { kind: 'member', object: expression, property: this.conditional(depth + 1) };
        if (!this.#take(']')) this.#fail('expected `]`');
      } else if (this.#take('(')) expression = { kind: 'call', callee: expression, args: this.#list(')', depth) };
      else return expression;
    }
  }

  #primary(depth: number): Expression {
    if (this.#take('(')) {
      const inner = this.conditional(depth + 1);
      if (!this.#take(')')) this.#fail('expected `)`');
      return inner;
    }
    if (this.#take('[')) return { kind: 'array', items: this.#list(']', depth) };
    const character = this.#source[this.at];
    if (character === "'" || character === '"') return { kind: 'literal', value: this.#string(character) };
    if (character === '/') return this.#pattern();
    const number = this.#peek(NUMBER);
    if (number !== undefined) {
      this.at += number.length;
      return { kind: 'literal', value: Number(number) };
    }
    const name = this.#peek(NAME);
    if (name === undefined) return this.#fail('expected a value');
    this.at += name.length;
    return LITERALS.get(name) ?? { kind: 'name', name };
  }

  #list(close: string, depth: number): readonly Expression[] {
    const list: Expression[] = [];
    if (this.#take(close)) return list;
    do list.push(this.conditional(depth + 1));
    while (this.#take(','));
    if (!this.#take(close)) this.#fail(`expected \`${close}\``);
    return list;
  }

  #string(quote: string): string {
    let text = '';
    for (let at = this.at + 1; at < this.#source.length; at++) {
      const character = this.#source[at] ?? '';
      if (character === quote) {
        this.at = at + 1;
        return text;
      }
      if (character === '\\') {
        at += 1;
        const escaped = this.#source[at] ?? '';
        text += ESCAPES.get(escaped) ?? escaped;
      } else text += character;
    }
    return this.#fail(`a text without its closing ${quote}`);
  }

  #pattern(): Expression {
    PATTERN.lastIndex = this.at;
    const match = PATTERN.exec(this.#source);
    if (!match) return this.#fail('a regular expression without its closing /');
    this.at += match[0].length;
    return { kind: 'pattern', source: match[1] ?? '', flags: match[2] ?? '' };
  }

  #peek(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.#source)?.[0];
  }

  #take(text: string): boolean {
    this.#space();
    if (!this.#source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  #space(): void {
    while (/\s/.test(this.#source[this.at] ?? '')) this.at += 1;
  }

  #fail(message: string): never {
    throw new JsonPathError(message, this.at);
  }
}

const LITERALS: ReadonlyMap<string, Expression> = new Map([
  ['true', { kind: 'literal', value: true }],
  ['false', { kind: 'literal', value: false }],
  ['null', { kind: 'literal', value: null }],
  ['undefined', { kind: 'literal', value: undefined }],
]);

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
]);
