import type { StageOutput } from './test-case.ts';

/** Whether a stage demands more than an error. With more, an error is allowed and not demanded, as go-ftw has it. */
export function demandsMore({ status, expectIds, expectNoIds, matches, matchesNot }: StageOutput): boolean {
  return [status, expectIds, expectNoIds, matches, matchesNot].some((list) => list.length > 0);
}

/**
 * What is wrong with what was logged of a stage. An id stands in a log as `[id "942100"]`, as ModSecurity writes it, or as `"rule":942100`, as a
 * record of Airside has it. The patterns of a test are trusted: they are the person's own.
 */
export function logFaults({ expectIds, expectNoIds, matches, matchesNot }: StageOutput, log: string): string[] {
  const isLogged = (id: number): boolean => log.includes(`[id "${id}"]`) || new RegExp(`"rule":${id}\\b`).test(log);
  return [
    ...expectIds.filter((id) => !isLogged(id)).map((id) => `${id} did not match`),
    ...expectNoIds.filter(isLogged).map((id) => `${id} matched`),
    ...matches.filter((pattern) => !new RegExp(pattern).test(log)).map((pattern) => `the log does not show ${pattern}`),
    ...matchesNot.filter((pattern) => new RegExp(pattern).test(log)).map((pattern) => `the log shows ${pattern}`),
  ];
}
