import { GraphQLError, Lexer, Source, TokenKind } from 'graphql';

import type { ReadBounds } from '../read/bounds.ts';

const OPENING: readonly string[] = [TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L];
const CLOSING: readonly string[] = [TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R];

/** Where a text is too long or nested too deeply to be parsed: the parser of the library calls itself for each level, without a bound. */
export function checkGraphqlBounds(
  text: string,
  { depth, values }: ReadBounds,
): { readonly message: string; readonly expected: string; readonly offset: number } | undefined {
  const lexer = new Lexer(new Source(text));
  let [level, tokens] = [0, 0];
  try {
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      tokens += 1;
      if (OPENING.includes(token.kind)) level += 1;
      else if (CLOSING.includes(token.kind)) level -= 1;
      const offset = token.start;
      if (level > depth) return { message: 'the file is nested too deeply', expected: `at most ${depth} levels`, offset };
      if (tokens > values) return { message: 'the file is too long', expected: `at most ${values} tokens`, offset };
    }
  } catch (error) {
    // What is wrong with a token the parser says, which knows more.
    if (!(error instanceof GraphQLError)) throw error;
  }
  return undefined;
}
