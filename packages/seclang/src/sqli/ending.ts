import { isCutOff } from './cut-off.ts';
import type { State } from './state.ts';
import type { TokenStream } from './stream.ts';
import { TOKEN, type Token } from './token.ts';

/**
 * Whether the last token opens the quotes anew that the application will close, with something in between; or the value has a logical
 * operator between two quotes without white space (`'or'`), whatever follows.
 */
export function reopens(state: State): boolean {
  const tokens = state.tokens;
  if (state.quote === undefined || state.at === 0 || tokens.value[tokens.start(state.at)] !== state.quote) return false;
  const touching = tokens.start(state.at) === tokens.end(state.at - 1);
  if (tokens.closed(state.at)) return touching && state.at === 1 && state.lastOperator === TOKEN.logical && tokens.start(0) === state.from;
  if (!OPERATORS.has(tokens.kind(state.at - 1)) && tokens.kind(state.at - 1) !== TOKEN.open) return false;
  if (state.lastOperator === TOKEN.logical) return true;
  if (state.lastOperator === TOKEN.comparison && isWildcard(tokens.value, tokens.start(state.at))) return true;
  if (state.lastOperator === TOKEN.comparison) return state.operators > 1 || state.symbolic || isSymbol(tokens, state.at - 1);
  return state.lastOperator === TOKEN.operator && state.operators > 1;
}

/** Whether a comment at the end makes the database ignore what the application appends. */
export function cutsOff(state: State): boolean {
  const tokens = state.tokens;
  if (tokens.trailingComment === -1) return false;
  const bare = state.at === 0 || (!state.symbolic && state.operators === 0);
  const added = state.startsWithConstant && state.condition && state.operators > 0;
  if (state.quote === undefined && !added && !(state.depth < 0 && bare)) return false;
  const decides = state.symbolic && state.operators > 0 && (state.condition || state.lastOperator === TOKEN.comparison);
  return isCutOff(tokens.value, tokens.trailingComment, bare, decides);
}

/** The statement ends here, and what the application appends is lost: after a NUL, or because a condition is complete. */
export function endsByNul(state: State): boolean {
  return state.quote !== undefined && (state.tokens.value.endsWith('\0') || (state.condition && state.symbolic));
}

function isSymbol(tokens: TokenStream, index: number): boolean {
  return tokens.word(index) === '';
}

/** Whether the last string holds nothing but signs, such as the `%` of a pattern. */
function isWildcard(value: string, quoteAt: number): boolean {
  return value.length - quoteAt < 4 && value.startsWith('%', quoteAt + 1);
}

const OPERATORS: ReadonlySet<Token> = new Set([TOKEN.logical, TOKEN.operator, TOKEN.comparison]);
