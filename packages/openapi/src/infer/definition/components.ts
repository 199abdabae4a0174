import { isObject, type JsonObject, type JsonValue, member, members } from '../../json.ts';
import { camelCase, singular, upperFirst } from '../view/noun.ts';
import { widen } from './widen.ts';

/** Objects with fewer properties are written where they stand. */
const LEAST_PROPERTIES = 3;
const LEAST_USES = 2;
const MOST_TURNS = 20;
const PROBLEM = 'problem';

/** A schema where it stands, with what names it: the property, else the words of the path. */
export interface Use {
  readonly schema: JsonObject;
  readonly noun: string;
  /** Problem documents (RFC 9457) are one schema, whichever members they have. */
  readonly isProblem: boolean;
}

interface Shape {
  schema: JsonObject;
  uses: number;
  readonly noun: string;
}

/**
 * Objects that recur, with the same names of properties, become one component that accepts all of them. Feed it with all schemas, then ask it for each
 * schema with references in the place of what became a component.
 */
export class Components {
  readonly #shapes = new Map<string, Shape>();
  readonly #names = new Map<string, string>();
  readonly #taken = new Set<string>();
  #isSettled = false;

  add({ schema, noun, isProblem }: Use): void {
    this.#visit(schema, noun, isProblem);
  }

  /** The schema with references. */
  refer({ schema, isProblem }: Pick<Use, 'schema' | 'isProblem'>): JsonObject {
    const name = this.#nameOf(schema, isProblem);
    return name === undefined ? this.#inner(schema) : { $ref: `#/components/schemas/${name}` };
  }

  /** The components by name, in the order of their names. */
  schemas(): JsonObject {
    const named = [...this.#shapes].flatMap(([key, shape]) => {
      const name = this.#named(key);
      return name === undefined ? [] : [[name, this.#inner(shape.schema)] as const];
    });
    return Object.fromEntries(named.toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** Counts a use of a shape, widens it by what stands there, and so for all that is within. */
  #visit(schema: JsonObject, noun: string, isProblem: boolean): void {
    const key = keyOf(schema, isProblem);
    const known = key === undefined ? undefined : this.#shapes.get(key);
    if (known !== undefined) {
      known.schema = widen(known.schema, schema);
      known.uses++;
    } else if (key !== undefined) this.#shapes.set(key, { schema, uses: 1, noun: isProblem ? PROBLEM : noun });
    for (const [inner, innerNoun] of within(schema, noun)) this.#visit(inner, innerNoun, false);
  }

  /**
   * Widens shapes by what stands within others now that these have been widened: it may have become of another shape. Each turn only widens, so it
   * comes to an end; should that take too long, nothing becomes a component.
   */
  #settle(): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      let changed = false;
      for (const { schema } of [...this.#shapes.values()]) if (this.#widenWithin(schema)) changed = true;
      if (!changed) return;
    }
    for (const shape of this.#shapes.values()) shape.uses = 0;
  }

  #widenWithin(schema: JsonObject): boolean {
    let changed = false;
    for (const [inner] of within(schema, '')) {
      const key = keyOf(inner, false);
      const shape = key === undefined ? undefined : this.#shapes.get(key);
      if (shape !== undefined) {
        const wider = widen(shape.schema, inner);
        if (JSON.stringify(wider) !== JSON.stringify(shape.schema)) {
          shape.schema = wider;
          changed = true;
        }
      }
      if (this.#widenWithin(inner)) changed = true;
    }
    return changed;
  }

  #nameOf(schema: JsonObject, isProblem: boolean): string | undefined {
    const key = keyOf(schema, isProblem);
    return key === undefined ? undefined : this.#named(key);
  }

  /** Names are given when they are asked for first, so all schemas must have been added. */
  #named(key: string): string | undefined {
    this.#settle();
    const shape = this.#shapes.get(key);
    if (shape === undefined || shape.uses < LEAST_USES) return undefined;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const base = upperFirst(camelCase(shape.noun)) || 'Object';
    let name = base;
    for (let number = 2; this.#taken.has(name); number++) name = `${base}${number}`;
    this.#names.set(key, name);
    this.#taken.add(name);
    return name;
  }

  #inner(schema: JsonObject): JsonObject {
    const entries = Object.entries(schema).map(([keyword, value]): [string, JsonValue] => {
      if (keyword === 'properties')
        return [keyword, Object.fromEntries(members(value).map(([name, property]) => [name, this.#reference(property)]))];
      return [keyword, keyword === 'items' || keyword === 'additionalProperties' ? this.#reference(value) : value];
    });
    return Object.fromEntries(entries);
  }

  #reference(schema: JsonValue): JsonValue {
    return isObject(schema) ? this.refer({ schema, isProblem: false }) : schema;
  }
}

/** The schemas within a schema, each with what names it. */
function within(schema: JsonObject, noun: string): readonly (readonly [JsonObject, string])[] {
  const found: (readonly [JsonObject, string])[] = [];
  for (const [name, property] of members(member(schema, 'properties'))) if (isObject(property)) found.push([property, nounOf(name, noun)]);
  for (const keyword of ['items', 'additionalProperties']) {
    const inner = member(schema, keyword);
    if (isObject(inner)) found.push([inner, singular(noun)]);
  }
  return found;
}

/** What objects have in common that are one component: only objects, with names of their own. */
function keyOf(schema: JsonObject, isProblem: boolean): string | undefined {
  const names = members(member(schema, 'properties')).map(([name]) => name);
  if (member(schema, 'type') !== 'object' || names.length === 0) return undefined;
  if (isProblem) return PROBLEM;
  return names.length < LEAST_PROPERTIES ? undefined : JSON.stringify(names.toSorted());
}

/** Members that only wrap what they hold say nothing of it. */
const WRAPPERS: ReadonlySet<string> = new Set([
  'items',
  'data',
  'results',
  'result',
  'content',
  'records',
  'rows',
  'values',
  'value',
  'list',
  'entries',
  'payload',
]);

function nounOf(property: string, noun: string): string {
  return WRAPPERS.has(property) ? noun : property;
}
