import type { Labelled } from './simulate.ts';

/** One line as `airside behavior evaluate` reads it: the exchange with `label`, `category` and `session` beside its own members. */
export function toLine({ exchange, label, mark, session }: Labelled): string {
  return JSON.stringify({ ...exchange, label, ...(mark !== null && { category: mark.campaign }), session });
}
