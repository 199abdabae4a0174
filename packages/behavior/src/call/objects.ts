import { isValue, segmentKind } from '@airside/openapi';

/** What is remembered of names, of all owners together: names are made up as well as the paths that owners are read from. */
const MOST_NAMES = 20_000;
const MOST_CHARACTERS = 1_000_000;
const LONGEST_ID = 100;
/** By owner and name; null for a name that is none of an id. */
const remembered = new Map<string, Map<string, string | null>>();
let names = 0;
let characters = 0;

/**
 * What the value of a field or parameter of that name identifies: `customer` for `customerId` and `customer_id`, the owner for a plain `id` (the resource
 * or the field that it stands in, in the singular). Undefined where the name is none of an id.
 */
export function identified(name: string, owner: string): string | undefined {
  const known = remembered.get(owner)?.get(name);
  if (known !== undefined) return known ?? undefined;
  const last = name.slice(name.lastIndexOf('.') + 1).replaceAll('[]', '');
  const words = wordsOf(last);
  const isId = ID_WORDS.has(words.at(-1) ?? '');
  const before = words.slice(0, -1).join('');
  const kind = isId ? (before === '' ? ownerOf(name, owner) : singular(before)) : null;
  remember(owner, name, kind);
  return kind ?? undefined;
}

/** How much is remembered. */
export function rememberedNames(): { readonly names: number; readonly characters: number } {
  return { names, characters };
}

/** When it is too much, all is forgotten, so that what comes later has room. */
function remember(owner: string, name: string, kind: string | null): void {
  if (names >= MOST_NAMES || characters > MOST_CHARACTERS) {
    remembered.clear();
    names = 0;
    characters = 0;
  }
  let ofOwner = remembered.get(owner);
  if (ofOwner === undefined) {
    ofOwner = new Map();
    remembered.set(owner, ofOwner);
    characters += owner.length;
  }
  ofOwner.set(name, kind);
  names++;
  characters += name.length;
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

const ID_WORDS: ReadonlySet<string> = new Set(['id', 'ids', 'uuid', 'guid', 'uid']);

/** `items[].id` is an item's; `id` is the resource's. */
function ownerOf(name: string, resource: string): string {
  const parent = name.slice(0, Math.max(0, name.lastIndexOf('.'))).replaceAll('[]', '');
  const last = parent.slice(parent.lastIndexOf('.') + 1);
  return last === '' || WRAPPERS.has(last.toLowerCase()) ? resource : singular(last);
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
