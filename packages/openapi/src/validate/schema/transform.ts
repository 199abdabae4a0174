import { atPointer, type DefinitionDocument } from '../../definition/document.ts';
import { isObject, items, type JsonObject, type JsonValue, members } from '../../json.ts';
import { type Access, accessNames, isClosedTo } from './access.ts';
import { declaresProperties } from './declares.ts';
import { disjointTag } from './discriminator.ts';
import { FORMATS } from './formats/index.ts';
import { type Keyword, keywordOf } from './keywords.ts';

/** The keyword that stands for a reference to the schema of a value further in: `POINTER`, followed when data first gets there. */
export const LAZY_REFERENCE = 'lazyReference';
/** The keyword that stands for `uniqueItems: true`. */
export const UNIQUE_ITEMS = 'uniqueItemsLinear';
/** The keywords that stand in place of the schema of a property that may not be there. */
export const FORBIDDEN: Readonly<Record<Access, string>> = { readOnly: 'forbiddenReadOnly', writeOnly: 'forbiddenWriteOnly' };

/** Which reading of the schemas of a definition is compiled. */
export interface Reading {
  /** An object whose schema declares properties may have no others unless its schema says so. */
  readonly closed: boolean;
  /** Properties with that annotation may not be there and are not required: `readOnly` ones in requests, `writeOnly` ones in responses. */
  readonly without?: Access | undefined;
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
  const root = transformer.top(schema);
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

  /** A schema where the validation of a value begins: the place to refuse what it does not declare. */
  top(schema: JsonValue): JsonValue {
    const transformed = this.#inPlace(schema, NONE);
    if (!this.#reading.closed || !isObject(transformed) || !isObject(schema)) return transformed;
    if (Object.hasOwn(schema, 'additionalProperties') || Object.hasOwn(schema, 'unevaluatedProperties')) return transformed;
    if (!declaresProperties(this.#document, schema)) return transformed;
    return { ...transformed, [isSelfContained(schema) ? 'additionalProperties' : 'unevaluatedProperties']: false };
  }

  #inner(schema: JsonValue): JsonValue {
    if (!isObject(schema)) return schema;
    const reference = soleReference(schema);
    return reference === undefined ? this.top(schema) : { [LAZY_REFERENCE]: pointerOf(reference) };
  }

  /** `absent` are the names of properties that may not be there, whatever part of the whole requires them. */
  #inPlace(schema: JsonValue, absent: ReadonlySet<string>): JsonValue {
    if (!isObject(schema)) return schema;
    this.#add(1);
    const transformed: Draft = {};
    const { without } = this.#reading;
    const names = without === undefined ? absent : accessNames(this.#document, schema, without).union(absent);
    for (const [name, value] of members(schema)) {
      const keyword = keywordOf(name);
      if (keyword === undefined) continue;
      if (!keyword.accepts(value)) throw new UnusableSchema(`\`${name}\` must be ${keyword.expected}`);
      this.#keyword(transformed, name, keyword, value, names);
    }
    const tag = disjointTag(this.#document, schema);
    return tag === undefined || names.has(tag) ? transformed : { ...transformed, type: 'object', discriminator: { propertyName: tag } };
  }

  #keyword(target: Draft, name: string, { role }: Keyword, value: JsonValue, absent: ReadonlySet<string>): void {
    if (name === '$ref') target['$ref'] = this.#define(this.#end(pointerOf(value)), absent);
    else if (name === 'uniqueItems') target[UNIQUE_ITEMS] = value;
    else if (name === 'contentEncoding') this.#format(target, encodingFormat(value));
    else if (name === 'format') this.#format(target, value);
    else if (name === 'required') target[name] = items(value).filter((required) => typeof required === 'string' && !absent.has(required));
    else if (name === 'properties') target[name] = mapMembers(value, (property) => this.#property(property));
    else if (role === 'value') target[name] = value;
    else if (role === 'inPlace') target[name] = this.#inPlace(value, absent);
    else if (role === 'inPlaceList') target[name] = items(value).map((item) => this.#inPlace(item, absent));
    else if (role === 'inner') target[name] = this.#inner(value);
    else if (role === 'innerList') target[name] = items(value).map((item) => this.#inner(item));
    else target[name] = mapMembers(value, (item) => (role === 'inPlaceMap' ? this.#inPlace(item, absent) : this.#inner(item)));
  }

  #property(schema: JsonValue): JsonValue {
    const { without } = this.#reading;
    return without !== undefined && isClosedTo(this.#document, schema, without) ? { [FORBIDDEN[without]]: true } : this.#inner(schema);
  }

  /** Formats that are not checked are left out: Ajv would look them up among the members of every object. */
  #format(target: Draft, name: JsonValue): void {
    if (typeof name === 'string' && Object.hasOwn(FORMATS, name)) target['format'] ??= name;
  }

  /** Where a chain of references that say nothing else ends: chains may be longer than the call stack is deep. */
  #end(start: string): string {
    const seen = new Set<string>();
    let pointer = start;
    for (;;) {
      const reference = soleReference(atPointer(this.#document, pointer));
      if (reference === undefined || seen.has(pointer)) return pointer;
      seen.add(pointer);
      pointer = pointerOf(reference);
    }
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
    this.definitions[name] = this.#inPlace(schema, absent);
    this.#open.delete(pointer);
    this.#weights.set(key, this.#weight - before);
    return `#/$defs/${name}`;
  }

  #add(weight: number): void {
    this.#weight += weight;
    if (this.#weight > MOST_IN_PLACE) throw new UnusableSchema(`it is composed of more than ${MOST_IN_PLACE} schemas`);
  }
}

function encodingFormat(encoding: JsonValue): JsonValue {
  return encoding === 'base64' ? 'byte' : encoding;
}

/** The reference of a schema in which nothing else constrains. */
function soleReference(schema: JsonValue | undefined): JsonValue | undefined {
  if (!isObject(schema) || !Object.hasOwn(schema, '$ref')) return undefined;
  return Object.keys(schema).every((name) => name === '$ref' || keywordOf(name) === undefined) ? schema['$ref'] : undefined;
}

function mapMembers(value: JsonValue, map: (item: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(members(value).map(([name, item]) => [name, map(item)]));
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
