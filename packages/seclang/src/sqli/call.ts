import { isAttackAlone, isAttacking, isConditional } from './functions.ts';
import type { State } from './state.ts';
import { TOKEN, type Token } from './token.ts';

/** Reads the name of a function and its opening parenthesis. */
export function readCall(state: State): boolean {
  const tokens = state.tokens;
  const name = tokens.word(state.at);
  const known = tokens.kind(state.at) === TOKEN.function;
  const adjacent = tokens.start(state.at + 1) === tokens.end(state.at);
  const continues = state.at > 0 || state.quote !== undefined;
  if (known && continues && state.operators > 0) {
    if (isAttacking(name) && (state.brokenOut || state.condition)) return state.found();
    if (isAttackAlone(name) && (state.startsWithConstant || state.lastOperator === TOKEN.operator)) return state.found();
    if (state.condition && state.startsWithConstant && !state.calculation && (state.brokenOut || adjacent)) return state.found();
  }
  // Only signs and parentheses came before: `-sleep(5)`, `((sleep(5)))`.
  if (!state.named && state.operators === 0 && isAttackAlone(name) && hasPlainArgument(state, state.at + 1)) return state.found();
  if (isConditional(name) && adjacent) state.condition = true;
  state.symbolic ||= known;
  state.named = true;
  state.call = true;
  state.open(false);
  return state.take(2);
}

/** Whether what stands in the parentheses begins like an argument, and not like a remark. */
export function hasPlainArgument(state: State, open: number): boolean {
  const argument = state.tokens.kind(open + 1);
  const after = state.tokens.kind(open + 2);
  if (argument === TOKEN.name || argument === TOKEN.number || argument === TOKEN.string || argument === TOKEN.variable) {
    if (after === TOKEN.close) return !isWordOfSentence(state.tokens.kind(open + 3));
    return after === TOKEN.comma || after === TOKEN.operator || (argument === TOKEN.number && isMember(state, open + 1));
  }
  if (argument === TOKEN.operator) return SIGNS.has(state.tokens.text(open + 1));
  return argument === TOKEN.function || argument === TOKEN.open || argument === TOKEN.select;
}

/** `20.to_i`: a method of a number, as template languages write it. */
function isMember(state: State, number: number): boolean {
  const tokens = state.tokens;
  return tokens.kind(number + 1) === TOKEN.name && tokens.value[tokens.end(number) - 1] === '.' && tokens.kind(number + 2) === TOKEN.close;
}

const SIGNS: ReadonlySet<string> = new Set(['+', '-', '~']);

function isWordOfSentence(kind: Token): boolean {
  return kind === TOKEN.name || kind === TOKEN.function || kind === TOKEN.keyword || kind === TOKEN.number;
}
