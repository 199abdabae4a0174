import { isWord } from './bytes.ts';
import { isCutOff } from './cut-off.ts';
import type { State } from './state.ts';
import { TOKEN, type Token } from './token.ts';

/**
 * Whether the last token opens the quotes anew that the application will close, with something in between; or the value has a logical
 * operator between two quotes without white space before what was meant as a comparison (`'or'a='a`).
 */
export function reopens(state: State): boolean {
  const tokens = state.tokens;
  if (state.quote === undefined || state.at === 0 || tokens.value[tokens.start(state.at)] !== state.quote) return false;
  if (tokens.closed(state.at)) return state.lastOperator === TOKEN.logical && !standsFree(state) && tokens.text(state.at).includes('=');
  if (!OPERATORS.has(tokens.kind(state.at - 1)) && tokens.kind(state.at - 1) !== TOKEN.open) return false;
  if (state.lastOperator === TOKEN.logical) return state.named || standsFree(state) || (hasPlainPrefix(state) && hasPlainRest(state));
  if (state.lastOperator === TOKEN.comparison) return comparesAnew(state);
  return state.operators > 1 && state.named && (state.symbolic || (CONCATENATING.has(state.firstSign) && hasPlainPrefix(state)));
}

/** `a'='b` and `' like '%`; but not `case "=":` and `"<module>"`, which are lines of a program. */
function comparesAnew(state: State): boolean {
  const { tokens } = state;
  if (state.condition || state.symbolic || isWildcard(tokens.value, tokens.start(state.at))) return true;
  if (tokens.word(state.at - 1) !== '' || !hasPlainPrefix(state)) return false;
  if (state.named) return !(state.firstSign === '<' && tokens.text(state.at - 1) === '>');
  return hasPlainRest(state);
}

/** Whether white space stands between the operator and both strings: `x' or 'y`, but not the quoted word in `an 'or' between`. */
function standsFree({ tokens, at, from, operators }: State): boolean {
  if (operators > 1) return false;
  return at > 1 || (tokens.start(0) > from && tokens.start(1) > tokens.end(0));
}

/** Whether what stands before the first quote is one word or nothing: what a form asks for, and not a line of a program. */
function hasPlainPrefix({ tokens, from }: State): boolean {
  return allPlain(tokens.value, 0, from - 1);
}

/** The same of what stands behind the last quote. */
function hasPlainRest({ tokens, at }: State): boolean {
  return allPlain(tokens.value, tokens.start(at) + 1, tokens.value.length);
}

function allPlain(value: string, from: number, to: number): boolean {
  if (to - from > LONGEST_PLAIN) return false;
  for (let index = from; index < to; index++) if (!isPlain(value.charCodeAt(index))) return false;
  return true;
}

/** Letters, digits, and what else is in names, numbers and addresses. */
function isPlain(byte: number): boolean {
  return isWord(byte) || byte === 0x2d || byte === 0x2e || byte === 0x40 || byte === 0x25 || byte === 0x5c;
}

/** Whether a comment at the end makes the database ignore what the application appends. */
export function cutsOff(state: State): boolean {
  const tokens = state.tokens;
  if (tokens.trailingComment === -1) return false;
  const bare = state.at === 0 || (!state.symbolic && state.operators === 0);
  const decides = state.condition || state.lastOperator === TOKEN.comparison || state.lastOperator === TOKEN.clause;
  if (state.quote === undefined && !(state.startsWithConstant && state.condition) && !(state.depth < 0 && bare)) return false;
  const calculates = !bare && !decides && state.depth >= 0;
  if (calculates && !state.symbolic) return false;
  const text = tokens.value.slice(tokens.trailingComment);
  if (bare && state.quote !== undefined && text.includes(state.quote) && (state.from === 1 || !hasPlainPrefix(state))) return false;
  return isCutOff(tokens.value, tokens.trailingComment, bare || calculates, decides && state.symbolic);
}

/** The statement ends here, and what the application appends is lost: after a NUL, or because a condition is complete. */
export function endsByNul(state: State): boolean {
  return state.quote !== undefined && (state.tokens.value.endsWith('\0') || (state.condition && state.symbolic));
}

/** Whether the last string holds nothing but signs, such as the `%` of a pattern. */
function isWildcard(value: string, quoteAt: number): boolean {
  return value.length - quoteAt < 4 && value.startsWith('%', quoteAt + 1);
}

const LONGEST_PLAIN = 256;

/** Signs that join a column to a text, or commands to one another. */
const CONCATENATING: ReadonlySet<string> = new Set(['+', '|', '||', '%']);
const OPERATORS: ReadonlySet<Token> = new Set([TOKEN.logical, TOKEN.operator, TOKEN.comparison]);
