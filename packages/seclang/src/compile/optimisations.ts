/**
 * What spares work without changing what rules do. Each can be turned off, to prove just that and to see what it is worth.
 */
export interface Optimisations {
  /** Tests of variables of TX that no later rule changes, such as paranoia levels, are answered once for each distinct level. */
  readonly gates: boolean;
  /** The outcome of rules that only give variables of TX their defaults is remembered. */
  readonly preambles: boolean;
  /** What all values of a rule have in common is judged before each of them. */
  readonly summaries: boolean;
  /** One pass over a value finds the literals, lengths and kinds of bytes without which operators cannot match. */
  readonly screens: boolean;
  /** The kinds of bytes of a value prove that transformations leave it as it is. */
  readonly fingerprints: boolean;
  /** What was found out about names and other values that recur is kept from transaction to transaction. */
  readonly memory: boolean;
  /** Tables that a transaction fills are emptied and used by the next. */
  readonly tables: boolean;
}

export const OPTIMISATIONS = [
  'gates',
  'preambles',
  'summaries',
  'screens',
  'fingerprints',
  'memory',
  'tables',
] as const satisfies readonly (keyof Optimisations)[];

/** `true`, the default, is all of them, `false` none; an object turns off those that it says are `false`. */
export type OptimiseOption = boolean | Partial<Optimisations>;

export function optimisationsOf(option: OptimiseOption = true): Optimisations {
  const base = option !== false;
  const chosen = typeof option === 'boolean' ? {} : option;
  return { gates: base, preambles: base, summaries: base, screens: base, fingerprints: base, memory: base, tables: base, ...chosen };
}
