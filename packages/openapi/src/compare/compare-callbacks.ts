import { toPointer } from '@airside/domain/text';

import type { Operation } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument, dereference, type Located } from '../definition/document.ts';
import { members } from '../json.ts';
import { compareSent } from './compare-sent.ts';
import { type Comparison, type OperationPair, type Place, within } from './comparison.ts';
import { locatedMembers } from './located-members.ts';

/** The calls that an operation promises to make to its caller (OpenAPI 3.1 section 4.8.18), by their names. */
export function compareCallbacks(comparison: Comparison, { old, next, place }: OperationPair): void {
  const remaining = callbacksOf(comparison.next, next);
  for (const [name, before] of callbacksOf(comparison.old, old)) {
    const after = remaining.get(name);
    remaining.delete(name);
    const here = within(place, `callback ${name}`);
    if (after === undefined) comparison.report('callback-removed', here, { oldPointer: before.pointer });
    else compareAddresses(comparison, here, before, after);
  }
  for (const [name, { pointer }] of remaining)
    comparison.report('callback-added', within(place, `callback ${name}`), { newPointer: pointer });
}

/** The calls that an API makes by itself (OpenAPI 3.1 section 4.8.1), by their names. */
export function compareWebhooks(comparison: Comparison): void {
  const remaining = webhooksOf(comparison.next);
  for (const [name, before] of webhooksOf(comparison.old)) {
    const after = remaining.get(name);
    remaining.delete(name);
    const here: Place = { path: [`webhook ${name}`] };
    if (after === undefined) comparison.report('webhook-removed', here, { oldPointer: before.pointer });
    else compareSent(comparison, here, before, after);
  }
  for (const [name, { pointer }] of remaining) comparison.report('webhook-added', { path: [`webhook ${name}`] }, { newPointer: pointer });
}

/** A callback has a path item for each expression that says where the call goes. Where there is one in both, they belong together. */
function compareAddresses(comparison: Comparison, place: Place, before: Located, after: Located): void {
  const old = addressesOf(comparison.old, before);
  const remaining = new Map(addressesOf(comparison.next, after));
  const [[first] = [], [other] = []] = [old[0], [...remaining][0]];
  if (old.length === 1 && remaining.size === 1 && first !== undefined && other !== undefined && first !== other) {
    const pointers = { oldPointer: before.pointer, newPointer: after.pointer };
    comparison.report('callback-address-changed', place, { before: first, after: other, ...pointers });
    compareBoth(comparison, place, old[0]?.[1], remaining.get(other));
    return;
  }
  for (const [address, item] of old) {
    const next = remaining.get(address);
    remaining.delete(address);
    if (next === undefined) comparison.report('callback-removed', within(place, address), { oldPointer: item.pointer });
    else compareSent(comparison, within(place, address), item, next);
  }
  for (const [address, { pointer }] of remaining) comparison.report('callback-added', within(place, address), { newPointer: pointer });
}

function compareBoth(comparison: Comparison, place: Place, before: Located | undefined, after: Located | undefined): void {
  if (before !== undefined && after !== undefined) compareSent(comparison, place, before, after);
}

function callbacksOf(document: DefinitionDocument, { pointer }: Operation): Map<string, Located> {
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
