import { demandsMore, logFaults, type StageOutput } from '@airside/seclang';

import type { Answer } from './send.ts';

/** What a server that refuses a request answers, whether by a rule or because it cannot read it. */
const BLOCKED: readonly number[] = [400, 403, 406, 413, 414, 415, 417, 431, 501];

/**
 * What is wrong with the answer to a stage. With a log, rules are judged by what stands in it; without one, by the status alone, as go-ftw does
 * in its cloud mode: a test that expects a rule to match expects a refusal, one that expects a rule not to match expects none.
 */
export function answerFaults(output: StageOutput, answer: Answer, log: string | undefined): string[] {
  if (answer.status === undefined) return output.expectError ? [] : [answer.error];
  const { status } = answer;
  if (output.expectError && !demandsMore(output)) return BLOCKED.includes(status) ? [] : [`status ${status} where an error was expected`];
  const wanted = output.status;
  if (log !== undefined) {
    return [
      ...(wanted.length > 0 && !wanted.includes(status) ? [`status ${status} instead of ${wanted.join(' or ')}`] : []),
      ...logFaults(output, log),
    ];
  }
  const expectsMatch = output.expectIds.length + output.matches.length > 0;
  const expectsNone = output.expectNoIds.length + output.matchesNot.length > 0;
  if (wanted.includes(status)) return [];
  if (expectsMatch) return BLOCKED.includes(status) ? [] : [`status ${status}: not refused`];
  if (wanted.length > 0) return [`status ${status} instead of ${wanted.join(' or ')}`];
  return expectsNone && BLOCKED.includes(status) ? [`status ${status}: refused`] : [];
}
