import type { DefinitionDocument } from '../definition/document.ts';
import { dereference } from '../definition/document.ts';
import { isObject, items, type JsonObject, type JsonValue, member, members, stringMember } from '../json.ts';
import { FORMATS } from '../validate/schema/formats/index.ts';
import { roundUp } from './round-up.ts';

/** A keyword for a place in a schema. */
export interface SchemaBound {
  /** Names of properties from the root of the schema; `*` for the items of a list. */
  readonly at: readonly string[];
  readonly keyword: string;
  readonly value: JsonValue;
  /** Tokens from the root of the schema to the place, in the schema itself. */
  readonly tokens: readonly string[];
}

/** How much further than what was seen bounds go. */
export interface Headroom {
  readonly factor: number;
}

const DEEPEST = 16;
const SHORTEST_BOUND = 16;
/** Where these stand, what holds for a value is not said by one schema alone. */
const COMPOSED = ['allOf', 'anyOf', 'oneOf', 'not', 'if', '$dynamicRef'];
const OF_TEXT = ['enum', 'const', 'format', 'pattern', 'maxLength'];

/**
 * What a declared schema could say more, by the schema of what was seen. Nothing that was seen would be excluded by it, and little that looks like it.
 * `isShared` once a reference was followed: then a schema is not the place's own, and what is added stands beside the reference.
 */
export function schemaTightenings(
  document: DefinitionDocument,
  declared: JsonValue,
  seen: JsonValue,
  headroom: Headroom,
): readonly SchemaBound[] {
  const found: SchemaBound[] = [];
  visit({ document, headroom, found }, { declared, seen, at: [], tokens: [], isShared: false });
  return found;
}

interface Search {
  readonly document: DefinitionDocument;
  readonly headroom: Headroom;
  readonly found: SchemaBound[];
}

interface Place {
  readonly declared: JsonValue;
  readonly seen: JsonValue | undefined;
  readonly at: readonly string[];
  readonly tokens: readonly string[];
  readonly isShared: boolean;
}

function visit(search: Search, place: Place): void {
  const { at, tokens, seen } = place;
  const declared = dereference(search.document, { value: place.declared, pointer: '' })?.value;
  const isShared = place.isShared || stringMember(place.declared, '$ref') !== undefined;
  if (!isObject(declared) || !isObject(seen) || at.length > DEEPEST || COMPOSED.some((keyword) => Object.hasOwn(declared, keyword))) return;
  for (const [keyword, value] of boundsOf(declared, seen, search.headroom, isShared)) search.found.push({ at, tokens, keyword, value });
  const inside = { seen, declared };
  for (const [name, schema] of members(member(inside.declared, 'properties'))) {
    const seenInside = member(member(inside.seen, 'properties'), name);
    if (seenInside !== undefined) {
      visit(search, { declared: schema, seen: seenInside, at: [...at, name], tokens: [...tokens, 'properties', name], isShared });
    }
  }
  const [declaredItems, seenItems] = [member(declared, 'items'), member(seen, 'items')];
  if (declaredItems !== undefined && seenItems !== undefined) {
    visit(search, { declared: declaredItems, seen: seenItems, at: [...at, '*'], tokens: [...tokens, 'items'], isShared });
  }
}

function boundsOf(
  declared: JsonObject,
  seen: JsonObject,
  headroom: Headroom,
  isShared: boolean,
): readonly (readonly [string, JsonValue])[] {
  const { type } = seen;
  if (type === undefined) return [];
  const declaredType = member(declared, 'type');
  if (declaredType === undefined) return Object.keys(declared).length === 0 ? [['type', type]] : [];
  if (type === 'string' && declaredType === 'string') return textBounds(declared, seen, headroom);
  if ((type === 'integer' || type === 'number') && (declaredType === 'integer' || declaredType === 'number'))
    return numberBounds(declared, seen, headroom);
  return type === 'object' && declaredType === 'object' ? objectBounds(declared, seen, isShared) : [];
}

function textBounds(declared: JsonObject, seen: JsonObject, { factor }: Headroom): readonly (readonly [string, JsonValue])[] {
  if (OF_TEXT.some((keyword) => Object.hasOwn(declared, keyword))) return [];
  const { enum: listed, format, pattern } = seen;
  if (listed !== undefined) return [['enum', listed]];
  if (typeof format === 'string' && Object.hasOwn(FORMATS, format)) return [['format', format]];
  if (pattern !== undefined) return [['pattern', pattern]];
  const longest = items(seen['x-airside-lengths'])[1];
  return typeof longest === 'number' ? [['maxLength', Math.max(SHORTEST_BOUND, roundUp(longest * factor))]] : [];
}

function numberBounds(declared: JsonObject, seen: JsonObject, { factor }: Headroom): readonly (readonly [string, JsonValue])[] {
  if (Object.hasOwn(declared, 'enum') || Object.hasOwn(declared, 'const')) return [];
  const [least, most] = items(seen['x-airside-range']);
  const has = (...keywords: readonly string[]): boolean => keywords.some((keyword) => Object.hasOwn(declared, keyword));
  const bounds: (readonly [string, JsonValue])[] = [];
  if (typeof least === 'number' && least >= 0 && !has('minimum', 'exclusiveMinimum')) bounds.push(['minimum', seen['minimum'] ?? 0]);
  if (typeof most === 'number' && most > 0 && !has('maximum', 'exclusiveMaximum')) bounds.push(['maximum', roundUp(most * factor)]);
  return bounds;
}

function objectBounds(declared: JsonObject, seen: JsonObject, isShared: boolean): readonly (readonly [string, JsonValue])[] {
  const names = new Set(members(member(declared, 'properties')).map(([name]) => name));
  const seenNames = members(member(seen, 'properties')).map(([name]) => name);
  if (names.size === 0) return [];
  const required = items(member(declared, 'required'));
  const always = items(member(seen, 'required')).filter((name) => typeof name === 'string' && names.has(name) && !required.includes(name));
  const isOpen = !['additionalProperties', 'unevaluatedProperties', 'patternProperties'].some((keyword) =>
    Object.hasOwn(declared, keyword),
  );
  const isClosed = isOpen && seenNames.length > 0 && seenNames.every((name) => names.has(name));
  return [
    ...(always.length > 0 ? [['required', [...(isShared ? [] : required), ...always]] as const] : []),
    // Beside a reference, `additionalProperties` would not know of the properties behind it (JSON Schema 2020-12, core, section 10.3.2.3).
    ...(isClosed ? [[isShared ? 'unevaluatedProperties' : 'additionalProperties', false] as const] : []),
  ];
}
