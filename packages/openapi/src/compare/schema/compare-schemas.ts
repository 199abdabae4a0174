import { atPointer, type DefinitionDocument, type Located } from '../../definition/document.ts';
import { members, stringMember } from '../../json.ts';
import type { Direction } from '../change.ts';
import { type Comparison, type Place, within } from '../comparison.ts';
import { compareAlternatives } from './alternatives.ts';
import { effectiveSchema } from './effective.ts';
import type { SchemaPair } from './pair.ts';
import { compareProperties } from './properties.ts';
import { compareValues } from './values.ts';

/** How deep schemas are compared. */
const DEEPEST = 48;

/** Compares the schemas at two pointers; where one is missing, it is as one that accepts anything. */
export function compareSchemas(
  comparison: Comparison,
  place: Place,
  direction: Direction,
  oldPointer: string | undefined,
  newPointer: string | undefined,
): void {
  if (oldPointer === undefined && newPointer === undefined) return;
  compareLocated(comparison, place, direction, located(comparison.old, oldPointer), located(comparison.next, newPointer));
}

/** The same for schemas that a value has to fit together. */
function compareLocated(
  comparison: Comparison,
  place: Place,
  direction: Direction,
  before: readonly Located[],
  after: readonly Located[],
): void {
  const identity = [
    place.operation ?? place.path.slice(0, 2).join('\n'),
    direction,
    ...[before, after].map((side) => side.map(referenceOf).join(' ')),
  ].join('\n');
  if (comparison.seen.has(identity) || place.path.length > DEEPEST) return;
  comparison.seen.add(identity);
  const old = effectiveSchema(comparison.old, before);
  const next = effectiveSchema(comparison.next, after);
  const pointers = { oldPointer: before[0]?.pointer ?? '', newPointer: after[0]?.pointer ?? '' };
  const compare: SchemaPair['compare'] = (at, one, other) => compareLocated(comparison, at, direction, one, other);
  const pair: SchemaPair = { place, direction, old, next, pointers, compare };
  if (!compareValues(comparison, pair)) return;
  compareAlternatives(comparison, pair);
  compareProperties(comparison, pair);
  if (old.items.length > 0 || next.items.length > 0) {
    compare(inItems(place), old.items, next.items);
  }
  if (old.rest !== next.rest) comparison.report(`${direction}-schema-changed`, place, pointers);
}

function located(document: DefinitionDocument, pointer: string | undefined): Located[] {
  const value = pointer === undefined ? undefined : atPointer(document, pointer);
  return value === undefined || pointer === undefined ? [] : [{ value, pointer }];
}

/** Schemas that refer to the same one are the same, wherever that is said. */
function referenceOf({ value, pointer }: Located): string {
  const reference = members(value).length === 1 ? stringMember(value, '$ref') : undefined;
  return reference ?? pointer;
}

/** `items[]`, not `items`, `[]`. */
function inItems({ operation, path }: Place): Place {
  const last = path.at(-1);
  const start: Place = { ...(operation !== undefined && { operation }), path: path.slice(0, -1) };
  return last === undefined ? within(start, '[]') : within(start, `${last}[]`);
}
