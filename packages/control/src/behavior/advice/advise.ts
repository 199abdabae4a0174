import type { Exchange } from '@airside/domain';

import type { Advice } from '../administration.ts';
import { Rates } from './rates.ts';
import { Uses } from './uses.ts';

/** An operation that a definition has. */
export interface DeclaredOperation {
  readonly method: string;
  readonly template: string;
  /** The scopes that it may ask for. */
  readonly scopes: readonly string[];
}

export interface AdviseOptions {
  /** What was recorded, a page at a time, in any order. */
  readonly exchanges: AsyncIterable<readonly Exchange[]>;
  /** The operations of an API; undefined where it has no definition. */
  readonly operationsOf: (api: string) => readonly DeclaredOperation[] | undefined;
}

/**
 * What could be tighter, as the recorded traffic has it: limits per caller that nobody honest would have met, operations that nobody calls, scopes that
 * nobody needs. Surest first.
 */
export async function advise({ exchanges, operationsOf }: AdviseOptions): Promise<readonly Advice[]> {
  const rates = new Rates();
  const uses = new Uses(operationsOf);
  for await (const page of exchanges) {
    for (const exchange of page) {
      rates.note(exchange);
      uses.note(exchange);
    }
  }
  return [...rates.advice(), ...uses.advice()].toSorted((a, b) => b.confidence - a.confidence);
}
