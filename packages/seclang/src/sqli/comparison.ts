import type { State } from './state.ts';
import type { TokenStream } from './stream.ts';
import { TOKEN } from './token.ts';

/** Reads a comparison, whether a sign or words (`IS NOT`, `NOT LIKE`, `SIMILAR TO`). */
export function readComparison(state: State): boolean {
  const tokens = state.tokens;
  if (tokens.word(state.at) === 'in' && isFullText(tokens, state.at)) {
    state.brokenOut = true;
    return state.take(3);
  }
  state.count(TOKEN.comparison);
  state.calculation ||= state.constant && !state.condition && state.quote === undefined && !state.brokenOut && tokens.word(state.at) === '';
  state.comparing = state.constant;
  state.column = comparesColumn(state);
  state.constant = true;
  state.expectsOperand = true;
  state.take();
  if (tokens.kind(state.at) === TOKEN.comparison && tokens.word(state.at) !== '') state.take();
  if (PATTERNS.has(tokens.word(state.at - 1)) && state.startsWithConstant) state.condition = true;
  if (tokens.word(state.at) === 'to') state.take();
  return true;
}

/** Two constants have been compared: whether that is a condition added to a value. */
export function compared(state: State): boolean {
  return state.condition && (!state.calculation || comparesItself(state));
}

/** `1=1`, in the very same letters. */
function comparesItself(state: State): boolean {
  const tokens = state.tokens;
  return tokens.text(state.at) === tokens.text(state.at - 2) && tokens.kind(state.at - 1) === TOKEN.comparison;
}

/** Whether a name before this comparison is a column in an added condition: `1 or id > 0`, but not `3 or more = 20`. */
function comparesColumn(state: State): boolean {
  const tokens = state.tokens;
  if (!state.condition || state.calculation || !(state.startsWithConstant || state.selected) || state.at === 0) return false;
  const name = tokens.kind(state.at - 1) === TOKEN.name && !COMPARATIVES.has(tokens.word(state.at - 1));
  const first = tokens.kind(state.at - 2);
  const isNull =
    tokens.word(state.at) === 'is' && tokens.kind(state.at + 1) === (tokens.word(state.at + 1) === 'not' ? TOKEN.not : TOKEN.number);
  return name && (first === TOKEN.logical || first === TOKEN.clause) && (tokens.word(state.at) === '' || isNull);
}

/** `IN BOOLEAN MODE`: ends a full text search of MySQL. */
function isFullText(tokens: TokenStream, index: number): boolean {
  return tokens.word(index + 1) === 'boolean' && tokens.word(index + 2) === 'mode';
}

/** Words of comparison that no sentence has. */
const PATTERNS: ReadonlySet<string> = new Set(['regexp', 'rlike', 'ilike']);

const COMPARATIVES: ReadonlySet<string> = new Set(
  `more less fewer higher lower above below up over under greater older younger later earlier better worse so both another one
   two`.split(/\s+/u),
);
