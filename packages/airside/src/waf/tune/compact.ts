import type { Exclusion } from './exclusion.ts';

/** The same exclusions in fewer entries: those that differ in their rules only are put together, then those that differ in operations only. */
export function compact(exclusions: readonly Exclusion[]): Exclusion[] {
  return joined(joined(exclusions, 'rules'), 'operations');
}

function joined(exclusions: readonly Exclusion[], key: 'rules' | 'operations'): Exclusion[] {
  const groups = Map.groupBy(exclusions, (exclusion) => JSON.stringify({ ...exclusion, [key]: exclusion[key] !== undefined }));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || first[key] === undefined) return group.slice(0, 1);
    return { ...first, [key]: [...new Set(group.flatMap((exclusion): readonly (number | string)[] => exclusion[key] ?? []))] };
  });
}
