import type { JsonValue } from '../../../json.ts';

/** What can be tried with a value. */
export interface Trials {
  fits(pointer: string, value: JsonValue): boolean;
  /** The value without the fields for which that schema has no place. */
  trial(pointer: string, value: JsonValue, path: readonly string[]): JsonValue;
}

/**
 * Which alternatives are meant by a value: those that it fits, else the first that it fits without the fields for which that one has no
 * place, else none.
 */
export function chooseAlternatives(
  pruner: Trials,
  alternatives: readonly string[],
  value: JsonValue,
  path: readonly string[],
): readonly string[] {
  const fitting = alternatives.filter((alternative) => pruner.fits(alternative, value));
  if (fitting.length > 0) return fitting;
  const meant = alternatives.find((alternative) => {
    const pruned = pruner.trial(alternative, value, path);
    return pruned !== value && pruner.fits(alternative, pruned);
  });
  return meant === undefined ? [] : [meant];
}
