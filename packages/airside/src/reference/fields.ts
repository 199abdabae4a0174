import type { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** An object of a schema: where it stands, what it is for, and its keys. */
export interface Section {
  /** Keys that lead to it; `<name>` stands for a name of one's choice, `[]` after a key for every entry of its list. */
  readonly path: string;
  readonly description: string;
  readonly fields: readonly Field[];
}

export interface Field {
  readonly key: string;
  readonly schema: JsonSchema;
  readonly required: boolean;
}

/** Objects by the path to them, each before those inside of it. A path that `isElsewhere` is not entered. */
export function sectionsOf(schema: JsonSchema, path: string, isElsewhere: (path: string) => boolean = () => false): Section[] {
  if (isElsewhere(path)) return [];
  const object = onlyObject(withoutNull(schema));
  if (object.type === 'array') return sectionsOf(asSchema(object.items), `${path}[]`, isElsewhere);
  const sections: Section[] = [];
  const properties = Object.entries(object.properties ?? {});
  if (properties.length > 0) {
    const required = new Set(object.required);
    const fields = properties.map(([key, value]) => ({ key, schema: asSchema(value), required: required.has(key) }));
    sections.push({ path, description: schema.description ?? object.description ?? '', fields });
  }
  for (const [key, value] of properties) sections.push(...sectionsOf(asSchema(value), joined(path, key), isElsewhere));
  if (typeof object.additionalProperties === 'object') {
    sections.push(...sectionsOf(asSchema(object.additionalProperties), joined(path, '<name>'), isElsewhere));
  }
  return sections;
}

/** Of a choice between an object and what has no keys: the object. */
function onlyObject(schema: JsonSchema): JsonSchema {
  const objects = schema.anyOf?.map(asSchema).filter(({ properties }) => properties !== undefined);
  return objects?.length === 1 && objects[0] !== undefined ? objects[0] : schema;
}

/** The schema at a path of property names; undefined where there is none. */
export function schemaAt(schema: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((place, key) => {
    const child = place?.properties?.[key];
    return child === undefined ? undefined : asSchema(child);
  }, schema);
}

/** Of something or null: the something. */
export function withoutNull(schema: JsonSchema): JsonSchema {
  const others = schema.anyOf?.map(asSchema).filter((alternative) => alternative.type !== 'null');
  return others?.length === 1 && others[0] !== undefined ? others[0] : schema;
}

/** The schema itself: `true`, a schema without conditions, becomes an empty one. */
export function asSchema(schema: unknown): JsonSchema {
  return typeof schema === 'object' && schema !== null ? (schema as JsonSchema) : {};
}

function joined(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}
