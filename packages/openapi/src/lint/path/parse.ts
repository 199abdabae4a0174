import { compileFilter } from './filter/compile.ts';
import { parseExpression } from './filter/parse.ts';
import { type JsonPath, JsonPathError, type Selector, type Step } from './json-path.ts';

const LONGEST_PATH = 10_000;
const NAME = /[^.[\]()~^*\s'"]+/y;
const SPACE = /\s*/y;

/**
 * Parses a path.
 * @throws {JsonPathError}
 */
export function parseJsonPath(source: string): JsonPath {
  if (source.length > LONGEST_PATH) throw new JsonPathError(`the path is longer than ${LONGEST_PATH} characters`, 0);
  if (!source.startsWith('$')) throw new JsonPathError('a path starts with `$`', 0);
  const parser = new Parser(source, 1);
  return parser.path();
}

class Parser {
  readonly #source: string;
  #at: number;

  constructor(source: string, at: number) {
    this.#source = source;
    this.#at = at;
  }

  path(): JsonPath {
    const steps: Step[] = [];
    let [parents, keyed, containers] = [0, false, false];
    for (this.#space(); this.#at < this.#source.length; this.#space()) {
      if (this.#take('^')) parents += 1;
      else if (this.#take('~')) [keyed, parents] = [true, 0];
      else if (parents > 0 || keyed) {
        if (keyed) this.#fail('nothing can follow `~`');
        return { source: this.#source, steps, parents, keyed, containers, then: this.path() };
      } else if (this.#take('..')) {
        if (this.#at === this.#source.length && steps.length === 0) containers = true;
        else steps.push({ deep: true, ...this.#afterDots() });
      } else if (this.#take('.')) steps.push({ deep: false, ...this.#dotted() });
      else if (this.#source[this.#at] === '[') steps.push({ deep: false, ...this.#bracket() });
      else this.#fail('expected `.`, `[`, `~` or `^`');
    }
    return { source: this.#source, steps, parents, keyed, containers, then: undefined };
  }

  #afterDots(): Selector {
    return this.#source[this.#at] === '[' ? this.#bracket() : this.#dotted();
  }

  #dotted(): Selector {
    if (this.#take('*')) return { kind: 'any' };
    if (this.#source[this.#at] === '[') return this.#bracket();
    NAME.lastIndex = this.#at;
    const name = NAME.exec(this.#source)?.[0];
    if (name === undefined) return this.#fail('expected a name or `*`');
    this.#at += name.length;
    return { kind: 'names', names: new Set([name]) };
  }

  #bracket(): Selector {
    this.#at += 1;
    this.#space();
    let selector: Selector;
    if (this.#take('*')) selector = { kind: 'any' };
    else if (this.#take('?')) selector = this.#filter();
    else if (this.#source[this.#at] === '(') selector = this.#script();
    else if (this.#source[this.#at] === '@') selector = this.#shorthand();
    else selector = this.#sliceOr(() => this.#names());
    this.#space();
    if (!this.#take(']')) this.#fail('expected `]`');
    return selector;
  }

  #filter(): Selector {
    this.#space();
    const inParentheses = this.#take('(');
    return { kind: 'filter', filter: this.#expression(inParentheses) };
  }

  #expression(inParentheses: boolean): ReturnType<typeof compileFilter> {
    const { expression, end } = parseExpression(this.#source, this.#at);
    this.#at = end;
    this.#space();
    if (inParentheses && !this.#take(')')) this.#fail('expected `)`');
    return compileFilter(expression);
  }

  /** `[(@.length-1)]`: an item counted from the end. */
  #script(): Selector {
    const script = /\(\s*@\.length\s*-\s*(\d{1,9})\s*\)/y;
    script.lastIndex = this.#at;
    const match = script.exec(this.#source);
    if (!match) return this.#fail('expected `(@.length-N)`');
    this.#at += match[0].length;
    const start = -Number(match[1]);
    return { kind: 'slice', start, end: start + 1 === 0 ? Number.POSITIVE_INFINITY : start + 1, step: 1 };
  }

  /** `[@string()]` and its like: a test of the type. */
  #shorthand(): Selector {
    return { kind: 'filter', filter: this.#expression(false) };
  }

  #sliceOr(otherwise: () => Selector): Selector {
    const slice = /(-?\d{1,9})?\s*:\s*(-?\d{1,9})?\s*(?::\s*(-?\d{1,9})?)?\s*(?=\])/y;
    slice.lastIndex = this.#at;
    const match = slice.exec(this.#source);
    if (!match) return otherwise();
    this.#at += match[0].length;
    const number = (text: string | undefined, absent: number): number => (text === undefined ? absent : Number(text));
    return { kind: 'slice', start: number(match[1], 0), end: number(match[2], Number.POSITIVE_INFINITY), step: number(match[3], 1) };
  }

  #names(): Selector {
    const names = new Set<string>();
    do {
      this.#space();
      names.add(this.#name());
      this.#space();
    } while (this.#take(','));
    const [only] = names;
    if (names.size === 1 && only !== undefined && /^-\d+$/.test(only)) {
      const start = Number(only);
      return { kind: 'slice', start, end: start === -1 ? Number.POSITIVE_INFINITY : start + 1, step: 1 };
    }
    return { kind: 'names', names };
  }

  #name(): string {
    const quote = this.#source[this.#at];
    if (quote !== "'" && quote !== '"') {
      const bare = /[^,\]'"]+/y;
      bare.lastIndex = this.#at;
      const name = bare.exec(this.#source)?.[0];
      if (name === undefined || name.trim() === '') return this.#fail('expected a name');
      this.#at += name.length;
      return name.trim();
    }
    let name = '';
    for (let at = this.#at + 1; at < this.#source.length; at++) {
      const character = this.#source[at] ?? '';
      if (character === quote) {
        this.#at = at + 1;
        return name;
      }
      if (character === '\\') at += 1;
      name += this.#source[at] ?? '';
    }
    return this.#fail(`a name without its closing ${quote}`);
  }

  #space(): void {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#source)?.[0].length ?? 0;
  }

  #take(text: string): boolean {
    if (!this.#source.startsWith(text, this.#at)) return false;
    this.#at += text.length;
    return true;
  }

  #fail(message: string): never {
    throw new JsonPathError(message, this.#at);
  }
}
