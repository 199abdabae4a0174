/** Where a statement stands: the file as it was named, and the line (from 1) on which the statement begins. */
export interface Position {
  readonly file: string;
  readonly line: number;
}

/** One thing that is wrong with a rule file, and what can be done about it. */
export interface Problem extends Position {
  readonly message: string;
}

/** All problems of one load. Nothing is loaded when there is one. */
export class RuleSetError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const shown = problems.slice(0, 20).map((problem) => `${problem.file}:${problem.line}: ${problem.message}`);
    if (problems.length > shown.length) shown.push(`and ${problems.length - shown.length} more`);
    super(`the rules cannot be loaded:\n${shown.join('\n')}`);
    this.name = 'RuleSetError';
    this.problems = problems;
  }
}

/** The text of a thrown value, for a problem's message. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
