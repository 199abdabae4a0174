import { Lexer } from './lexer.ts';
import { STANDARD } from './strings.ts';
import { TOKEN, type Token } from './token.ts';

const TOKENS_AFTER = 3;
const HIDDEN: ReadonlySet<Token> = new Set([TOKEN.union, TOKEN.select, TOKEN.clause, TOKEN.logical]);

/**
 * Whether a comment inside which another one opens stands before a reserved word. Databases disagree where such a comment ends, which is
 * all it is good for; paths with wildcards have the same bytes but no reserved words after them.
 */
export function hidesKeyword(value: string): boolean {
  let at = value.indexOf('/*');
  while (at !== -1) {
    const close = value.indexOf('*/', at + 2);
    if (close === -1) return false;
    const inner = value.indexOf('/*', at + 2);
    if (inner === -1) return false;
    if (inner < close && isBeforeKeyword(value, close + 2)) return true;
    at = value.indexOf('/*', close + 2);
  }
  return false;
}

function isBeforeKeyword(value: string, from: number): boolean {
  const lexer = new Lexer(value, from, STANDARD);
  for (let token = 0; token < TOKENS_AFTER; token++) if (HIDDEN.has(lexer.next())) return true;
  return false;
}
