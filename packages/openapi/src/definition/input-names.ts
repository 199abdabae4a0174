import { isObject, items, type JsonValue, member, members } from '../json.ts';
import { parametersOf } from '../validate/parameters/parameter.ts';
import type { Definition, Operation } from './definition.ts';
import { atPointer, type DefinitionDocument, dereference } from './document.ts';

const DEEPEST = 16;
const MOST_SCHEMAS = 5000;

export interface InputNames {
  /** Parameters of the query, and properties of bodies as `order.note`; arrays add nothing to a name. */
  readonly names: ReadonlySet<string>;
  /** False where the definition leaves open what a body may hold, or says more than is looked at: then there may be other names. */
  readonly isComplete: boolean;
}

/** The names by which the definition of an operation knows what a caller sends in query and body. */
export function inputNames({ document }: Definition, operation: Operation): InputNames {
  const names = new Set<string>();
  for (const parameter of parametersOf(document, operation)) if (parameter.in === 'query') names.add(parameter.name);
  const declared = member(atPointer(document, operation.pointer), 'requestBody');
  const body = declared === undefined ? undefined : dereference(document, { value: declared, pointer: '' })?.value;
  const walk = new Walk(document, names);
  for (const [, media] of members(member(body, 'content'))) walk.schema(member(media, 'schema'), '', 0);
  return { names, isComplete: walk.isComplete };
}

class Walk {
  readonly #document: DefinitionDocument;
  readonly #names: Set<string>;
  #left = MOST_SCHEMAS;
  isComplete = true;

  constructor(document: DefinitionDocument, names: Set<string>) {
    this.#document = document;
    this.#names = names;
  }

  schema(written: JsonValue | undefined, path: string, depth: number): void {
    const schema = isObject(written) ? dereference(this.#document, { value: written, pointer: '' })?.value : undefined;
    this.#left -= 1;
    if (!isObject(schema) || depth > DEEPEST || this.#left < 0) {
      this.isComplete = false;
      return;
    }
    const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => items(member(schema, keyword)));
    for (const part of parts) this.schema(part, path, depth + 1);
    const properties = members(member(schema, 'properties'));
    for (const [name, property] of properties) {
      const full = path === '' ? name : `${path}.${name}`;
      this.#names.add(full);
      this.schema(property, full, depth + 1);
    }
    const list = member(schema, 'items');
    if (list !== undefined) this.schema(list, path, depth + 1);
    if (this.#leavesOpen(schema, properties.length + parts.length, list)) this.isComplete = false;
  }

  /** Whether values that fit may hold names that stand nowhere. */
  #leavesOpen(schema: JsonValue, described: number, list: JsonValue | undefined): boolean {
    const others = member(schema, 'additionalProperties');
    if (others === true || isObject(others) || members(member(schema, 'patternProperties')).length > 0) return true;
    const type = member(schema, 'type');
    const types = typeof type === 'string' ? [type] : items(type);
    const isScalar = types.length > 0 ? !types.includes('object') && !types.includes('array') : member(schema, 'enum') !== undefined;
    return described === 0 && list === undefined && !isScalar && others !== false;
  }
}
