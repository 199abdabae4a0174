/**
 * What is said to people, for those who start often and have no use for the rest: the whole of this package takes as long to load as a small
 * command to run.
 */
export { formatProblem, type Problem, toPointer } from './configuration/problem.ts';
export { suggest } from './configuration/suggest.ts';
export { printable } from './printable.ts';
