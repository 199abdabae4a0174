import type { Argument } from './argument.ts';
import { type GraphqlToken, graphqlToken } from './graphql-lexer.ts';

/** What rules need to know of a GraphQL document. */
export interface GraphqlDocument {
  /** The text of each string, by the name of the argument or input field that it is given to. */
  readonly strings: readonly Argument[];
  /** The document with `""` in the place of its strings. */
  readonly skeleton: string;
  /** Selections inside of each other. */
  readonly depth: number;
  readonly aliases: number;
  readonly directives: number;
  /** Names selected, those of fragments and their types among them; one with an alias counts once. */
  readonly fields: number;
}

const BEGINNINGS: readonly string[] = ['{', 'query', 'mutation', 'subscription', 'fragment'];
const MOST_BRACKETS = 100_000;

/**
 * Reads a document of GraphQL operations (October 2021, section 2), a byte string, in one pass. Undefined where the text is none: it has other
 * tokens, its brackets do not close, or a string stands where no value is expected. So nothing outside of its strings is more than names,
 * numbers, punctuation and comments.
 */
export function readGraphql(text: string, mostStrings: number): GraphqlDocument | undefined {
  const first = graphqlToken(text, 0);
  if (typeof first !== 'object' || !BEGINNINGS.includes(first.text) || first.kind === 'string') return undefined;
  const reader = new Reader(text);
  for (let token: GraphqlToken | 'end' | undefined = first; token !== 'end'; token = graphqlToken(text, token.end)) {
    if (token === undefined || !reader.take(token) || reader.strings.length > mostStrings) return undefined;
  }
  return reader.document();
}

class Reader {
  readonly strings: Argument[] = [];
  readonly #text: string;
  readonly #open: string[] = [];
  #parentheses = 0;
  #selections = 0;
  #depth = 0;
  #aliases = 0;
  #directives = 0;
  #fields = 0;
  #skeleton = '';
  #copied = 0;
  /** The name before a colon, to which the values behind it are given. */
  #argument = '';
  #last: GraphqlToken | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** False where the token cannot stand there. */
  take(token: GraphqlToken): boolean {
    const last = this.#last;
    this.#last = token;
    if (token.kind === 'string') return this.#string(token);
    if (token.kind === 'number') return this.#parentheses > 0;
    if (token.kind === 'name') {
      if (this.#parentheses === 0 && this.#selections > 0 && last?.text !== '@' && last?.text !== ':') this.#fields++;
      return true;
    }
    if (token.text === ':') return this.#colon(last);
    if (token.text === '@') this.#directives++;
    return this.#bracket(token.text);
  }

  document(): GraphqlDocument | undefined {
    if (this.#open.length > 0) return undefined;
    return {
      strings: this.strings,
      skeleton: this.#skeleton + this.#text.slice(this.#copied),
      depth: this.#depth,
      aliases: this.#aliases,
      directives: this.#directives,
      fields: this.#fields,
    };
  }

  #string({ text, start, end }: GraphqlToken): boolean {
    if (this.#parentheses === 0) return false;
    this.strings.push({ name: this.#argument, value: text });
    this.#skeleton += `${this.#text.slice(this.#copied, start)}""`;
    this.#copied = end;
    return true;
  }

  #colon(last: GraphqlToken | undefined): boolean {
    if (last?.kind !== 'name') return false;
    if (this.#parentheses === 0) this.#aliases++;
    else this.#argument = last.text;
    return true;
  }

  #bracket(text: string): boolean {
    const close = CLOSES[text];
    if (close !== undefined) {
      this.#open.push(close);
      if (text === '(') this.#parentheses++;
      if (text === '{' && this.#parentheses === 0) this.#depth = Math.max(this.#depth, ++this.#selections);
      return this.#open.length <= MOST_BRACKETS;
    }
    if (text !== ')' && text !== ']' && text !== '}') return true;
    if (this.#open.pop() !== text) return false;
    if (text === ')') this.#parentheses--;
    if (text === '}' && this.#parentheses === 0) this.#selections--;
    return true;
  }
}

const CLOSES: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
