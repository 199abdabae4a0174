import type { JsonValue } from '../../../json.ts';

/** What can be tried with a value. */
export interface Trials {
  fits(pointer: string, value: JsonValue): boolean;
  /** The value without the fields for which that schema has no place. */
  value(pointer: string, value: JsonValue, closes: boolean): { readonly value: JsonValue };
}

/**
 * Which alternatives are meant by a value: those that it fits, else the first that it fits without the fields for which that one has no
 * place, else none.
 */
export function chooseAlternatives(trials: Trials, alternatives: readonly string[], value: JsonValue): readonly string[] {
  const fitting = alternatives.filter((alternative) => trials.fits(alternative, value));
  if (fitting.length > 0) return fitting;
  const meant = alternatives.find((alternative) => {
    const pruned = trials.value(alternative, value, false).value;
    return pruned !== value && trials.fits(alternative, pruned);
  });
  return meant === undefined ? [] : [meant];
}
