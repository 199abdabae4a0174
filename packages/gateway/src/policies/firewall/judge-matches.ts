import { type Engine, type RecordedMatch, recallMatches } from '@airside/seclang';

import { type Judgement, scoreOf } from './judgement.ts';

/**
 * What the firewall would say of a request in which these rules matched and no others, as `recallMatches` reckons it; `unknown` are those
 * that are not among its rules.
 */
export function judgeMatches(
  engine: Engine,
  matches: readonly RecordedMatch[],
): Pick<Judgement, 'blocked' | 'score'> & { readonly unknown: readonly number[] } {
  const { transaction, blocked, unknown } = recallMatches(engine, matches);
  return { blocked, score: scoreOf(transaction), unknown };
}
