import type { CallerState } from './callers/caller-state.ts';
import type { Facts } from './facts.ts';

/** Whether a caller made just this change lately; `CallerState.changes` are pairs of a change and a network. */
export function isMadeAgain(facts: Facts, { changes }: CallerState): boolean {
  if (changes.length === 0) return false;
  const { change } = facts;
  for (let index = 0; index < changes.length; index += 2) if (changes[index] === change) return true;
  return false;
}
