import { toPointer } from '@airside/domain/text';

import { atPointer, type DefinitionDocument } from '../../definition/document.ts';
import { isObject, items, type JsonObject, type JsonValue, members } from '../../json.ts';
import { type Access, accessNames, isClosedTo } from './access.ts';
import { declaresProperties } from './declares.ts';
import { disjointTag } from './discriminator.ts';
import { FORMATS } from './formats/index.ts';
import { refersInPlace } from './in-place.ts';
import { type Keyword, keywordOf } from './keywords.ts';
import { withoutProtoProperty } from './proto-property.ts';
import { UNEVALUATED_ITEMS } from './unevaluated-items.ts';

/** The keyword that stands for a reference to the schema of a value further in: `POINTER`, followed when data first gets there. */
export const LAZY_REFERENCE = 'lazyReference';
/** The keyword that stands for `uniqueItems: true`. */
export const UNIQUE_ITEMS = 'uniqueItemsLinear';
/** The keyword that stands for `const` and `enum` where they hold objects or lists, a list for each: Ajv takes a member `valueOf` of these for a method. */
export const LISTED = 'listedByValue';
/** The keyword beside `multipleOf`: a quotient beyond double precision is no whole number that could be told. */
export const FINITE_QUOTIENT = 'finiteQuotient';
/** The keywords that stand in place of the schema of a property that may not be there. */
export const FORBIDDEN: Readonly<Record<Access, string>> = { readOnly: 'forbiddenReadOnly', writeOnly: 'forbiddenWriteOnly' };

/** Which reading of the schemas of a definition is compiled. */
export interface Reading {
  /** An object whose schema declares properties may have no others unless its schema says so. */
  readonly closed: boolean;
  /** Properties with that annotation may not be there and are not required: `readOnly` ones in requests, `writeOnly` ones in responses. */
  readonly without?: Access | undefined;
  /**
   * Whether `format` and `contentEncoding` are checked, as users of OpenAPI expect, or only say what a value is for, as JSON Schema has it where no
   * vocabulary says otherwise (2020-12 validation sections 7.2.1 and 8.2). Checked where nothing is said.
   */
  readonly formats?: 'assert' | 'annotate' | undefined;
}

/** So many schemas may hold for one value, each counted as often as references lead to it. */
const MOST_IN_PLACE = 20_000;

const NONE: ReadonlySet<string> = new Set();

type Draft = Record<string, JsonValue>;

/** A schema of the definition cannot be used: malformed, or a reference that leads nowhere or round in a ring. */
export class UnusableSchema extends Error {}

/**
 * The schema at a pointer in the form in which it is compiled. Only keywords that constrain are kept. References for the same value are
 * gathered in `$defs`, so that evaluated properties are known across them; those for values further in become lazy references, so that
 * rings of any length compile. Throws `UnusableSchema`.
 */
export function transformSchema(document: DefinitionDocument, pointer: string, reading: Reading): JsonValue {
  const schema = atPointer(document, pointer);
  if (schema === undefined) throw new UnusableSchema(`there is no schema at ${pointer}`);
  const transformer = new Transformer(document, reading);
  const root = transformer.top(schema, pointer);
  return isObject(root) ? { ...root, $defs: transformer.definitions } : root;
}

class Transformer {
  readonly definitions: Draft = {};
  readonly #document: DefinitionDocument;
  readonly #reading: Reading;
  readonly #names = new Map<string, string>();
  /** How many schemas each of them stands for. */
  readonly #weights = new Map<string, number>();
  #weight = 0;
  readonly #open = new Set<string>();

  constructor(document: DefinitionDocument, reading: Reading) {
    this.#document = document;
    this.#reading = reading;
  }

  /** A schema where the validation of a value begins: the place to refuse what it does not declare. `at` is its pointer. */
  top(schema: JsonValue, at: string): JsonValue {
    const transformed = this.#inPlace(schema, at, NONE);
    if (!this.#reading.closed || !isObject(transformed) || !isObject(schema)) return transformed;
    if (Object.hasOwn(schema, 'additionalProperties') || Object.hasOwn(schema, 'unevaluatedProperties')) return transformed;
    if (!declaresProperties(this.#document, schema)) return transformed;
    return { ...transformed, [isSelfContained(schema) ? 'additionalProperties' : 'unevaluatedProperties']: false };
  }

  /**
   * A schema that is or has references becomes a lazy reference, to what it refers to or to itself: what it leads to is compiled when data
   * first gets there, rings through alternatives end, and each round costs steps.
   */
  #inner(schema: JsonValue, at: string): JsonValue {
    if (!isObject(schema)) return schema;
    const reference = soleReference(schema);
    if (reference !== undefined) return { [LAZY_REFERENCE]: pointerOf(reference) };
    return refersInPlace(schema) ? { [LAZY_REFERENCE]: at } : this.top(schema, at);
  }

  /** `absent` are the names of properties that may not be there, whatever part of the whole requires them. */
  #inPlace(schema: JsonValue, at: string, absent: ReadonlySet<string>): JsonValue {
    if (!isObject(schema)) return schema;
    this.#add(1);
    const transformed: Draft = {};
    const { without } = this.#reading;
    const names = without === undefined ? absent : accessNames(this.#document, schema, without).union(absent);
    for (const [name, value] of members(schema)) {
      const keyword = keywordOf(name);
      if (keyword === undefined) continue;
      if (!keyword.accepts(value)) throw new UnusableSchema(`\`${name}\` must be ${keyword.expected}`);
      this.#keyword(transformed, name, keyword, value, `${at}${toPointer([name])}`, names);
    }
    withoutLoneElse(transformed);
    withoutProtoProperty(transformed);
    const tag = disjointTag(this.#document, schema);
    return tag === undefined || names.has(tag) ? transformed : { ...transformed, type: 'object', discriminator: { propertyName: tag } };
  }

  #keyword(target: Draft, name: string, { role }: Keyword, value: JsonValue, at: string, absent: ReadonlySet<string>): void {
    const step = (key: PropertyKey): string => `${at}${toPointer([key])}`;
    if (name === '$ref') target['$ref'] = this.#define(endOfReferences(this.#document, pointerOf(value)), absent);
    else if (name === 'uniqueItems') target[UNIQUE_ITEMS] = value;
    else if (name === 'multipleOf') Object.assign(target, { multipleOf: value, [FINITE_QUOTIENT]: value });
    else if (name === 'const' && isComposed(value)) target[LISTED] = [...items(target[LISTED]), [value]];
    else if (name === 'enum' && items(value).some(isComposed)) target[LISTED] = [...items(target[LISTED]), value];
    else if (name === 'unevaluatedItems') target[UNEVALUATED_ITEMS] = this.#inner(value, at);
    else if (name === 'contentEncoding') this.#format(target, encodingFormat(value));
    else if (name === 'format') this.#format(target, value);
    else if (name === 'required') target[name] = items(value).filter((required) => typeof required === 'string' && !absent.has(required));
    else if (name === 'properties') target[name] = mapMembers(value, (property, key) => this.#property(property, step(key)));
    else if (role === 'value') target[name] = value;
    else if (role === 'inPlace') target[name] = this.#inPlace(value, at, absent);
    else if (role === 'inPlaceList') target[name] = items(value).map((item, index) => this.#inPlace(item, step(index), absent));
    else if (role === 'inner') target[name] = this.#inner(value, at);
    else if (role === 'innerList') target[name] = items(value).map((item, index) => this.#inner(item, step(index)));
    else if (role === 'inPlaceMap') target[name] = mapMembers(value, (item, key) => this.#inPlace(item, step(key), absent));
    else target[name] = mapMembers(value, (item, key) => this.#inner(item, step(key)));
  }

  #property(schema: JsonValue, at: string): JsonValue {
    const { without } = this.#reading;
    return without !== undefined && isClosedTo(this.#document, schema, without) ? { [FORBIDDEN[without]]: true } : this.#inner(schema, at);
  }

  /** Formats that are not checked are left out: Ajv would look them up among the members of every object. */
  #format(target: Draft, name: JsonValue): void {
    if (this.#reading.formats === 'annotate') return;
    if (typeof name === 'string' && Object.hasOwn(FORMATS, name)) target['format'] ??= name;
  }

  #define(pointer: string, absent: ReadonlySet<string>): string {
    if (this.#open.has(pointer)) throw new UnusableSchema(`the references at ${pointer} lead round in a ring`);
    const key = JSON.stringify([pointer, ...absent]);
    const known = this.#names.get(key);
    if (known !== undefined) {
      this.#add(this.#weights.get(key) ?? 0);
      return `#/$defs/${known}`;
    }
    const before = this.#weight;
    const schema = atPointer(this.#document, pointer);
    if (schema === undefined) throw new UnusableSchema(`there is no schema at ${pointer}`);
    const name = `s${this.#names.size}`;
    this.#names.set(key, name);
    this.#open.add(pointer);
    this.definitions[name] = this.#inPlace(schema, pointer, absent);
    this.#open.delete(pointer);
    this.#weights.set(key, this.#weight - before);
    return `#/$defs/${name}`;
  }

  #add(weight: number): void {
    this.#weight += weight;
    if (this.#weight > MOST_IN_PLACE) throw new UnusableSchema(`it is composed of more than ${MOST_IN_PLACE} schemas`);
  }
}

/** Where a chain of references that say nothing else ends: chains may be longer than the call stack is deep. Throws `UnusableSchema`. */
export function endOfReferences(document: DefinitionDocument, start: string): string {
  const seen = new Set<string>();
  let pointer = start;
  for (;;) {
    const reference = soleReference(atPointer(document, pointer));
    if (reference === undefined || seen.has(pointer)) return pointer;
    seen.add(pointer);
    pointer = pointerOf(reference);
  }
}

/**
 * Of a condition without `then`, Ajv takes for evaluated what it has looked at, whether or not it holds. So the same is said by alternatives, of which
 * no two fit.
 */
function withoutLoneElse(schema: Draft): void {
  const { if: condition, else: otherwise } = schema;
  if (condition === undefined || otherwise === undefined || Object.hasOwn(schema, 'then')) return;
  delete schema['if'];
  delete schema['else'];
  schema['allOf'] = [...items(schema['allOf']), { anyOf: [condition, { allOf: [{ not: condition }, otherwise] }] }];
}

function isComposed(value: JsonValue): boolean {
  return typeof value === 'object' && value !== null;
}

function encodingFormat(encoding: JsonValue): JsonValue {
  return encoding === 'base64' ? 'byte' : encoding;
}

/** The reference of a schema in which nothing else constrains. */
function soleReference(schema: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(schema) || !Object.hasOwn(schema, '$ref')) return undefined;
  return Object.keys(schema).every((name) => name === '$ref' || keywordOf(name) === undefined) ? schema['$ref'] : undefined;
}

function mapMembers(value: JsonValue, map: (item: JsonValue, name: string) => JsonValue): JsonObject {
  return Object.fromEntries(members(value).map(([name, item]) => [name, map(item, name)]));
}

/** Whether all declared properties stand in the schema itself: `additionalProperties` then does what the costlier keyword would. */
function isSelfContained(schema: JsonObject): boolean {
  return ['$ref', 'allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas'].every((name) => !Object.hasOwn(schema, name));
}

function pointerOf(reference: JsonValue): string {
  try {
    if (typeof reference === 'string' && reference.startsWith('#')) return decodeURIComponent(reference.slice(1));
  } catch {
    // Told below, as for every reference that is no pointer.
  }
  throw new UnusableSchema('`$ref` must be # and a JSON pointer');
}
