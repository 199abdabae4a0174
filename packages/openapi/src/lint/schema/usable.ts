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

/** Whether a schema is one, in the words of Ajv where it is not. */
export function usability(schema: DataObject, dialect: Dialect, nullable: readonly string[]): Usability {
  const run = new Run({ allErrors: false });
  try {
    if (!metaSchema(dialect)(schema, run, undefined, undefined)) {
      const errors = run.errors.map(({ instancePath, message }) => `data${instancePath} ${message}`);
      return { kind: 'wrong', message: `schema is invalid: ${errors.join(', ')}` };
    }
  } catch (error) {
    if (error instanceof TooManySteps) return INCOMPLETE;
    throw error;
  }
  return inspect(schema, schema, nullable, new Set(), 0);
}

const LISTS = ['anyOf', 'oneOf', 'allOf'];
const MAPS = ['dependencies', 'dependentSchemas', 'properties', 'patternProperties'];

function inspect(schema: Data, root: DataObject, nullable: readonly string[], seen: Set<object>, depth: number): Usability {
  if (!isPlainObject(schema) || seen.has(schema)) return USABLE;
  if (depth > DEEPEST) return INCOMPLETE;
  seen.add(schema);
  const own = inspectOwn(schema, root, nullable);
  if (own.kind !== 'usable') return own;
  for (const inner of innerSchemas(schema)) {
    const found = inspect(inner, root, nullable, seen, depth + 1);
    if (found.kind !== 'usable') return found;
  }
  return USABLE;
}

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
  const { pattern } = schema;
  return typeof pattern === 'string' ? inspectPattern(pattern) : USABLE;
}

function inspectPattern(pattern: string): Usability {
  try {
    return new RegExp(pattern) && USABLE;
  } catch (error) {
    return { kind: 'wrong', message: error instanceof Error ? error.message : 'Invalid regular expression' };
  }
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
