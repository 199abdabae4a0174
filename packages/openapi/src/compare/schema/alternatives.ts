import type { Located } from '../../definition/document.ts';
import { isObject, type JsonValue, members, stringMember } from '../../json.ts';
import { type Comparison, within } from '../comparison.ts';
import type { SchemaPair } from './pair.ts';

/** Compares the branches of `anyOf` and `oneOf`: those with the same name, else the same text, are the same ones. */
export function compareAlternatives(comparison: Comparison, pair: SchemaPair): void {
  const { old, next, direction, place, pointers } = pair;
  const before = old.alternatives.flatMap(({ branches }) => branches);
  const after = next.alternatives.flatMap(({ branches }) => branches);
  if (before.length === 0 && after.length === 0) return;
  if (before.length === 0 || after.length === 0) {
    comparison.report(`${direction}-schema-changed`, place, pointers);
    return;
  }
  const gone = unmatched(before, after);
  const added = unmatched(after, before);
  for (const branch of before) {
    const counterpart = after.find((other) => keyOf(other) === keyOf(branch));
    if (counterpart !== undefined) pair.compare(within(place, nameOf(branch)), [branch], [counterpart]);
  }
  const [oneGone, oneAdded] = [gone[0], added[0]];
  if (gone.length === 1 && added.length === 1 && oneGone !== undefined && oneAdded !== undefined) {
    pair.compare(within(place, nameOf(oneGone)), [oneGone], [oneAdded]);
    return;
  }
  for (const branch of gone)
    comparison.report(`${direction}-alternative-removed`, within(place, nameOf(branch)), { oldPointer: branch.pointer });
  for (const branch of added)
    comparison.report(`${direction}-alternative-added`, within(place, nameOf(branch)), { newPointer: branch.pointer });
}

function unmatched(from: readonly Located[], among: readonly Located[]): readonly Located[] {
  const keys = new Set(among.map(keyOf));
  return from.filter((branch) => !keys.has(keyOf(branch)));
}

/** What tells a branch from the others: what it refers to or is called, else its text. */
function keyOf({ value }: Located): string {
  return stringMember(value, '$ref') ?? stringMember(value, 'title') ?? JSON.stringify(sorted(value));
}

function nameOf(branch: Located): string {
  const reference = stringMember(branch.value, '$ref');
  const named =
    reference?.slice(reference.lastIndexOf('/') + 1) ?? stringMember(branch.value, 'title') ?? stringMember(branch.value, 'type');
  return `(${named ?? 'an alternative'})`;
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    members(value)
      .map(([name, item]) => [name, sorted(item)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
