import { toPointer } from '@airside/domain/text';

import { isArray, isObject, type JsonValue, members } from '../json.ts';
import type { PatchOperation } from './finding.ts';

/**
 * One patch of several that were each made for the same document: where two of them add the same list or object because it was not there, the later one
 * adds to it. Applied one after the other, it would take the place of the first (RFC 6902 section 4.1).
 */
export function combinePatches(patches: readonly (readonly PatchOperation[])[]): readonly PatchOperation[] {
  const added = new Map<string, JsonValue>();
  return patches.flat().flatMap((operation) => {
    if (operation.op !== 'add') return [operation];
    const operations = addedTo(added, operation.path, operation.value);
    for (const each of operations) if (each.op === 'add' && !added.has(each.path)) added.set(each.path, each.value);
    return operations;
  });
}

function addedTo(added: ReadonlyMap<string, JsonValue>, path: string, value: JsonValue): readonly PatchOperation[] {
  const before = added.get(path);
  if (isArray(before) && isArray(value)) return value.map((item) => ({ op: 'add', path: `${path}/-`, value: item }));
  if (!isObject(before) || !isObject(value)) return [{ op: 'add', path, value }];
  return members(value).map(([name, member]) => ({ op: 'add', path: `${path}${toPointer([name])}`, value: member }));
}
