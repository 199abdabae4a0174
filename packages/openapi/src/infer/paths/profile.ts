import { classesOf } from '../sketch/text-classes.ts';
import type { ParameterEdge } from './path-node.ts';

/** So many values tell how a parameter is written. */
export const LEAST_VALUES = 3;
const SHORTEST = 8;

/**
 * Whether a word is written as all values of the parameter beside it are: as long, begun in the same way, of the same characters. Drawn ids look like
 * words now and then.
 */
export function fitsProfile({ values, prefix, suffix }: ParameterEdge, word: string): boolean {
  const { string, count } = values;
  if (count < LEAST_VALUES || prefix !== '' || suffix !== '' || string.minLength !== string.maxLength) return false;
  if (word.length !== string.maxLength || word.length < SHORTEST || !word.startsWith(string.prefix)) return false;
  return (classesOf(word) & ~string.classes) === 0;
}
