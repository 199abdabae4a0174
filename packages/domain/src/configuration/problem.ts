import { printable } from '../printable.ts';

/** Something wrong, or worth knowing, in a file that somebody wrote: where, what was expected, what was found, how to mend it. */
export interface Problem {
  readonly severity: 'error' | 'warning';
  readonly file: string;
  /** 1-based; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly column: number;
  /** JSON pointer (RFC 6901) into the document. */
  readonly pointer: string;
  readonly message: string;
  readonly expected?: string;
  readonly found?: string;
  readonly hint?: string;
}

/** `file:line:column: severity: message` and, indented below it, pointer, expected, found and hint. What the file holds cannot drive a terminal. */
export function formatProblem(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}:${problem.column}` : problem.file;
  const lines = [`${place}: ${problem.severity}: ${problem.message}`];
  if (problem.pointer !== '') lines.push(`    at        ${problem.pointer}`);
  if (problem.expected !== undefined) lines.push(`    expected  ${problem.expected}`);
  if (problem.found !== undefined) lines.push(`    found     ${problem.found}`);
  if (problem.hint !== undefined) lines.push(`    hint      ${problem.hint}`);
  return lines.map(printable).join('\n');
}

/** JSON pointer (RFC 6901 section 5) from the keys that lead to a value. */
export function toPointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
