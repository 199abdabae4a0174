import type { RuleIndex } from './rule-index.ts';

/** Ids of rules, in ascending order. */
export interface RuleChanges {
  readonly added: readonly number[];
  readonly removed: readonly number[];
  readonly changed: readonly number[];
}

/** What is different after a change of rules. */
export function compareRules(before: RuleIndex, after: RuleIndex): RuleChanges {
  return {
    added: ids(after, (id) => !before.has(id)),
    removed: ids(before, (id) => !after.has(id)),
    changed: ids(after, (id, digest) => before.has(id) && before.get(id) !== digest),
  };
}

function ids(index: RuleIndex, isWanted: (id: number, digest: string) => boolean): number[] {
  return [...index].flatMap(([id, digest]) => (isWanted(id, digest) ? [id] : [])).sort((a, b) => a - b);
}
