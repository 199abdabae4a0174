import { isValue, segmentKind } from '@airside/openapi';

import { Remembered } from './remembered.ts';

const LONGEST_ID = 100;
/** A plain `id`, of whatever it stands with. */
const OF_OWNER = Symbol('of the owner');
/** By name; null for one that is none of an id. */
const remembered = new Remembered<string | null | typeof OF_OWNER>();

/**
 * What the value of a field or parameter of that name identifies: `customer` for `customerId` and `customer_id`, the owner for a plain `id` (the resource
 * or the field that it stands in, in the singular). Undefined where the name is none of an id.
 */
export function identified(name: string, owner: string): string | undefined {
  const known = remembered.get(name);
  const kind = known === undefined ? remembered.set(name, kindOf(name)) : known;
  return kind === OF_OWNER ? owner : (kind ?? undefined);
}

/**
 * Whose objects a parameter asks for, where it has the name of the owner alone: `owner=u17` and `filter.customer=17`, as `ownerId` and `customerId` have it. Undefined for other names, and for words, such as `owner=me`.
 */
export function identifiedOwner(name: string, value: string): string | undefined {
  const own = name.slice(name.lastIndexOf('.') + 1);
  return OWNERS.has(own) && OF_ID.test(value) ? own : undefined;
}

/** How much is remembered. */
export function rememberedNames(): Remembered<unknown>['size'] {
  return remembered.size;
}

function kindOf(name: string): string | null | typeof OF_OWNER {
  const words = wordsOf(name.slice(name.lastIndexOf('.') + 1).replaceAll('[]', ''));
  if (!ID_WORDS.has(words.at(-1) ?? '')) return null;
  const before = words.slice(0, -1).join('');
  return before === '' ? parentOf(name) : singular(before);
}

/** An object by what it is and its id; undefined where the value is no id. */
export function objectOf(kind: string, value: string): string | undefined {
  return value === '' || value === '***' || value.length > LONGEST_ID ? undefined : `${kind}=${value}`;
}

/** Whether the value of a path parameter is an id by its form, whatever the name of the parameter. */
export function isIdValue(value: string): boolean {
  return value.length <= LONGEST_ID && isValue(segmentKind(value));
}

/** The last literal segment before a place in a path, in the singular: what an id in that place is of. */
export function singular(word: string): string {
  const lower = word.toLowerCase();
  if (lower.length > 4 && lower.endsWith('ies')) return `${lower.slice(0, -3)}y`;
  if (lower.length > 4 && (lower.endsWith('sses') || lower.endsWith('xes') || lower.endsWith('ches'))) return lower.slice(0, -2);
  return lower.length > 2 && lower.endsWith('s') && !lower.endsWith('ss') ? lower.slice(0, -1) : lower;
}

const OWNERS: ReadonlySet<string> = new Set([
  'account',
  'customer',
  'employee',
  'member',
  'owner',
  'patient',
  'student',
  'subscriber',
  'user',
]);
const OF_ID = /[0-9@]/;
const ID_WORDS: ReadonlySet<string> = new Set(['id', 'ids', 'uuid', 'guid', 'uid']);

/** `items[].id` is an item's; `id` is the resource's. */
function parentOf(name: string): string | typeof OF_OWNER {
  const parent = name.slice(0, Math.max(0, name.lastIndexOf('.'))).replaceAll('[]', '');
  const last = parent.slice(parent.lastIndexOf('.') + 1);
  return last === '' || WRAPPERS.has(last.toLowerCase()) ? OF_OWNER : singular(last);
}

/** Names around the resource itself in answers. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'data',
  'items',
  'results',
  'result',
  'content',
  'records',
  'value',
  'values',
  'entries',
  'list',
  'rows',
]);

function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
}
