import { parseFragment } from '../../pointer.ts';
import { type Data, type DataObject, isContainer, isPlainObject, valueAtPath } from '../document/data.ts';
import type { Dialect } from './dialect.ts';
import { metaSchema } from './meta.ts';
import { Run, TooManySteps } from './run.ts';

/** Whether values can be checked against a schema. `incomplete`: a reference in it leads nowhere. */
export type Usability =
  | { readonly kind: 'usable' }
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'wrong'; readonly message: string };

const USABLE: Usability = { kind: 'usable' };
const INCOMPLETE: Usability = { kind: 'incomplete' };
const DEEPEST = 500;

/** Looks whether the schemas of a document are ones. What schemas share is looked at once. */
export class UsabilityCheck {
  readonly #dialect: Dialect;
  readonly #nullable: readonly string[];
  readonly #fitted = new Map<object, WeakSet<object>>();
  readonly #inspected = new Map<object, Usability>();

  constructor(dialect: Dialect, nullable: readonly string[]) {
    this.#dialect = dialect;
    this.#nullable = nullable;
  }

  /** Whether a schema is one, in the words of Ajv where it is not. */
  of(schema: DataObject): Usability {
    const run = new Run({ allErrors: false, fitted: this.#fitted });
    try {
      if (!metaSchema(this.#dialect)(schema, run, undefined, undefined)) {
        const errors = run.errors.map(({ instancePath, message }) => `data${instancePath} ${message}`);
        return { kind: 'wrong', message: `schema is invalid: ${errors.join(', ')}` };
      }
    } catch (error) {
      if (error instanceof TooManySteps) return INCOMPLETE;
      throw error;
    }
    return this.#inspect(schema, schema, 0);
  }

  #inspect(schema: Data, root: DataObject, depth: number): Usability {
    if (!isPlainObject(schema)) return USABLE;
    const known = this.#inspected.get(schema);
    if (known) return known;
    if (depth > DEEPEST) return INCOMPLETE;
    // Until more is known: a schema may lead back to itself through a reference inside of it.
    this.#inspected.set(schema, USABLE);
    const found = this.#inspectParts(schema, root, depth);
    this.#inspected.set(schema, found);
    return found;
  }

  #inspectParts(schema: DataObject, root: DataObject, depth: number): Usability {
    const own = inspectOwn(schema, root, this.#nullable);
    if (own.kind !== 'usable') return own;
    for (const inner of innerSchemas(schema)) {
      const found = this.#inspect(inner, root, depth + 1);
      if (found.kind !== 'usable') return found;
    }
    return USABLE;
  }
}

const LISTS = ['anyOf', 'oneOf', 'allOf'];
const MAPS = ['dependencies', 'dependentSchemas', 'properties', 'patternProperties'];

function inspectOwn(schema: DataObject, root: DataObject, nullable: readonly string[]): Usability {
  const types = [schema['type']].flat();
  const hasNullable = nullable.some((name) => schema[name] !== undefined && (name === 'nullable' || schema[name] === true));
  if (types.includes('null')) {
    if (schema['nullable'] === false) return { kind: 'wrong', message: 'type: null contradicts nullable: false' };
  } else if (schema['type'] === undefined && hasNullable) return { kind: 'wrong', message: '"nullable" cannot be used without "type"' };
  const reference = schema['$ref'];
  if (typeof reference === 'string') {
    const tokens = parseFragment(reference);
    if (!tokens || valueAtPath(root, tokens) === undefined) return INCOMPLETE;
  }
  return USABLE;
}

function* innerSchemas(schema: DataObject): Generator<Data> {
  const own = (name: string): Data => (Object.hasOwn(schema, name) ? (schema[name] ?? null) : null);
  yield own('not');
  for (const name of LISTS) yield* listOf(own(name));
  if (schema['if'] !== undefined) for (const name of ['if', 'then', 'else']) yield own(name);
  const items = own('items');
  yield* Array.isArray(items) ? [own('additionalItems'), ...items] : [items];
  yield* listOf(own('prefixItems'));
  yield own('contains');
  yield own('propertyNames');
  yield own('additionalProperties');
  for (const name of MAPS) {
    const map = own(name);
    if (isContainer(map) && !Array.isArray(map)) yield* Object.values(map);
  }
}

function listOf(value: Data): readonly Data[] {
  return Array.isArray(value) ? value : [];
}
