import { begin } from './beginning.ts';
import { readOperand } from './operand.ts';
import { readOperator } from './operator.ts';
import { State } from './state.ts';
import type { TokenStream } from './stream.ts';

/**
 * The fingerprint of an SQL injection; undefined if there is none. Reads the tokens as the continuation of an SQL expression and stops as
 * soon as they cannot be one, which for prose is after two or three; on the way it looks for what no honest value continues with. The
 * first token stands `from` bytes into the value, behind the `quote` that closed a string, or at the beginning of a value outside of
 * quotes. Takes a bounded number of steps for each token.
 */
export function judge(tokens: TokenStream, quote: string | undefined, from: number): string | undefined {
  const state = new State(tokens, quote, from);
  if (quote === undefined) begin(state);
  while (!state.hit && (state.expectsOperand ? readOperand(state) : readOperator(state))) {
    // Each step moves on by one token at least.
  }
  return state.hit ? state.fingerprint : undefined;
}
