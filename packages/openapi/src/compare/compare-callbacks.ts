import { toPointer } from '@airside/domain/text';

import { atPointer, type DefinitionDocument, dereference, type Located } from '../definition/document.ts';
import { members } from '../json.ts';
import type { CompareRule } from './change.ts';
import { type Comparison, type OwnerPair, type Place, within } from './comparison.ts';
import { locatedMembers } from './located-members.ts';

/** Who makes a call that a definition describes: the API, to a receiver of its callers, or such a receiver, back to the API. */
export interface Direction {
  readonly name: string;
  readonly removed: CompareRule;
  readonly added: CompareRule;
  /** Compares the path items of a call that is in both definitions. */
  readonly compare: (comparison: Comparison, place: Place, before: Located, after: Located) => void;
}

/** What each of a chain of callbacks promises is compared so many steps down. */
const DEEPEST = 40;

/** The calls that an operation promises (OpenAPI 3.1 section 4.8.18), by their names. */
export function compareCallbacks(comparison: Comparison, { old, next, place }: OwnerPair, direction: Direction): void {
  const remaining = callbacksOf(comparison.next, next);
  for (const [name, before] of callbacksOf(comparison.old, old)) {
    const after = remaining.get(name);
    remaining.delete(name);
    const here = within(place, `callback ${name}`);
    if (after === undefined) comparison.report(direction.removed, here, { oldPointer: before.pointer });
    else compareAddresses(comparison, here, before, after, direction);
  }
  for (const [name, { pointer }] of remaining)
    comparison.report(direction.added, within(place, `callback ${name}`), { newPointer: pointer });
}

/** The calls that an API makes by itself (OpenAPI 3.1 section 4.8.1), by their names. */
export function compareWebhooks(comparison: Comparison, { compare }: Direction): void {
  const remaining = webhooksOf(comparison.next);
  for (const [name, before] of webhooksOf(comparison.old)) {
    const after = remaining.get(name);
    remaining.delete(name);
    const here: Place = { path: [`webhook ${name}`] };
    if (after === undefined) comparison.report('webhook-removed', here, { oldPointer: before.pointer });
    else compare(comparison, here, before, after);
  }
  for (const [name, { pointer }] of remaining) comparison.report('webhook-added', { path: [`webhook ${name}`] }, { newPointer: pointer });
}

/** A callback has a path item for each expression that says where the call goes. Where there is one in both, they belong together. */
function compareAddresses(comparison: Comparison, place: Place, before: Located, after: Located, direction: Direction): void {
  const old = addressesOf(comparison.old, before);
  const remaining = new Map(addressesOf(comparison.next, after));
  const [[first] = [], [other] = []] = [old[0], [...remaining][0]];
  if (old.length === 1 && remaining.size === 1 && first !== undefined && other !== undefined && first !== other) {
    const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
    comparison.report('callback-address-changed', place, { before: first, after: other, ...pointers });
    compareBoth(comparison, place, old[0]?.[1], remaining.get(other), direction);
    return;
  }
  for (const [address, item] of old) {
    const next = remaining.get(address);
    remaining.delete(address);
    if (next === undefined) comparison.report(direction.removed, within(place, address), { oldPointer: item.pointer });
    else compareBoth(comparison, within(place, address), item, next, direction);
  }
  for (const [address, { pointer }] of remaining) comparison.report(direction.added, within(place, address), { newPointer: pointer });
}

/** Callbacks may lead round to themselves: in what one operation promises, two path items are compared once. */
function compareBoth(
  comparison: Comparison,
  place: Place,
  before: Located | undefined,
  after: Located | undefined,
  direction: Direction,
): void {
  if (before === undefined || after === undefined || place.path.length > DEEPEST) return;
  const identity = JSON.stringify([direction.name, place.operation ?? place.path[0], before.pointer, after.pointer]);
  if (comparison.seen.has(identity)) return;
  comparison.seen.add(identity);
  direction.compare(comparison, place, before, after);
}

function callbacksOf(document: DefinitionDocument, { pointer }: Pick<Located, 'pointer'>): Map<string, Located> {
  return locatedMembers(document, { value: atPointer(document, pointer) ?? {}, pointer }, 'callbacks');
}

function webhooksOf(document: DefinitionDocument): Map<string, Located> {
  return locatedMembers(document, { value: document, pointer: '' }, 'webhooks');
}

function addressesOf(document: DefinitionDocument, callback: Located): readonly (readonly [string, Located])[] {
  return members(callback.value).flatMap(([address, value]) => {
    const item = address.startsWith('x-')
      ? undefined
      : dereference(document, { value, pointer: `${callback.pointer}${toPointer([address])}` });
    return item === undefined ? [] : [[address, item] as const];
  });
}
