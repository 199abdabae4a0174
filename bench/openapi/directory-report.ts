import { table } from '../harness/table.ts';
import type { DirectoryAnswer } from './directory-driver.ts';

/** What came of one definition: an answer, or why there is none. */
export type DirectoryResult = { readonly name: string } & ({ readonly answer: DirectoryAnswer } | { readonly failure: string });

const TOP = 15;
const SLOWEST = 5;

/** How many were read and refused, why, which took longest, and everything that crashed. */
export function directoryReport(results: readonly DirectoryResult[]): readonly string[] {
  const answers = results.flatMap((result) => ('answer' in result ? [{ name: result.name, ...result.answer }] : []));
  const read = answers.filter(({ refusals, thrown }) => refusals.length === 0 && thrown === undefined);
  const crashes = results.flatMap((result) => {
    const why = 'answer' in result ? result.answer.thrown : result.failure;
    return why === undefined ? [] : [`  ${result.name}: ${why}`];
  });
  const slowest = answers.toSorted((one, other) => costOf(other) - costOf(one)).slice(0, SLOWEST);
  return [
    table([
      ['read', String(read.length)],
      ['of these refused by the gateway', String(read.filter(({ unenforceable }) => unenforceable.length > 0).length)],
      ['not read', String(answers.filter(({ refusals }) => refusals.length > 0).length)],
      ['crashed or hung', String(crashes.length)],
      ['operations', String(sum(answers.map(({ operations }) => operations)))],
      ['of these with a schema that cannot be used', String(sum(answers.map(({ unusable }) => unusable)))],
      ['reading, CPU s', seconds(sum(answers.map(({ readMs }) => readMs)))],
      ['matchers and validators, CPU s', seconds(sum(answers.map(({ compileMs }) => compileMs)))],
    ]),
    ...titled('Not read for, with an example', reasons(answers, 'refusals')),
    ...titled('Refused by the gateway for, with an example', reasons(answers, 'unenforceable')),
    ...titled(
      'Slowest, CPU ms of reading and of compiling',
      slowest.map(({ name, readMs, compileMs }) => `  ${name}: ${readMs.toFixed(0)}, ${compileMs.toFixed(0)}`),
    ),
    ...titled('Crashed or hung', crashes),
  ];
}

/** Definitions by message, the most frequent first. */
function reasons(answers: readonly ({ readonly name: string } & DirectoryAnswer)[], kind: 'refusals' | 'unenforceable'): readonly string[] {
  const byMessage = Map.groupBy(
    answers.flatMap((answer) => answer[kind].map((message) => ({ message, name: answer.name }))),
    ({ message }) => message,
  );
  return [...byMessage]
    .toSorted(([, one], [, other]) => other.length - one.length)
    .slice(0, TOP)
    .map(([message, group]) => `  ${group.length} ${message} (${group[0]?.name ?? ''})`);
}

function titled(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `  ${line}`)];
}

function costOf({ readMs, compileMs }: DirectoryAnswer): number {
  return readMs + compileMs;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
