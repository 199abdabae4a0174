import type { LearnedOperation } from '@airside/behavior';
import type { Exchange } from '@airside/domain';

import type { Advice } from '../administration.ts';
import type { OperationsOf } from './declared-operation.ts';
import { Rates } from './rates.ts';
import { Schemas } from './schemas.ts';
import { Uses } from './uses.ts';

export interface AdviseOptions {
  /** What was recorded, a page at a time, in any order. */
  readonly exchanges: AsyncIterable<readonly Exchange[]>;
  /** The operations of an API; undefined where it has no definition. */
  readonly operationsOf: OperationsOf;
  /** What the behaviour engine has learned of requests. */
  readonly learned: readonly LearnedOperation[];
}

/**
 * What could be tighter: limits per caller that nobody honest would have met, operations that nobody calls, scopes that nobody needs, and bounds of parameters and
 * bodies, each with what of the recorded traffic it would have touched. Surest first.
 */
export async function advise({ exchanges, operationsOf, learned }: AdviseOptions): Promise<readonly Advice[]> {
  const rates = new Rates(learned);
  const uses = new Uses(operationsOf);
  const schemas = new Schemas(learned, operationsOf);
  for await (const page of exchanges) {
    for (const exchange of page) {
      rates.note(exchange);
      uses.note(exchange);
      schemas.note(exchange);
    }
  }
  return [...rates.advice(), ...uses.advice(), ...schemas.advice()].toSorted((a, b) => b.confidence - a.confidence);
}
