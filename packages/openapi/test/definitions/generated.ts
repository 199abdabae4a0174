import { dump } from 'js-yaml';

import type { JsonObject } from '../../src/json.ts';

/** A definition that a generator makes, the same each time. */
export interface GeneratedDefinition {
  readonly name: string;
  /** The habits that it shows. */
  readonly about: string;
  /** The files by their names, the first one first. */
  readonly files: () => Readonly<Record<string, string>>;
}

/** A definition in one file of JSON. */
export function inJson(name: string, about: string, document: () => JsonObject): GeneratedDefinition {
  return { name, about, files: () => ({ 'openapi.json': `${JSON.stringify(document(), null, 2)}\n` }) };
}

/** A definition in one file of YAML. */
export function inYaml(name: string, about: string, document: () => JsonObject): GeneratedDefinition {
  return { name, about, files: () => ({ 'openapi.yaml': toYaml(document()) }) };
}

/** YAML without anchors for what is the same object in several places. */
export function toYaml(value: JsonObject): string {
  return dump(value, { noRefs: true, lineWidth: 120 });
}

/** Merges lists of paths. */
export function pathsOf(...lists: readonly (readonly (readonly [string, JsonObject])[])[]): JsonObject {
  return Object.fromEntries(lists.flat());
}

/** The `info` of a definition. */
export function info(title: string, version = '1.0.0'): JsonObject {
  return {
    title,
    version,
    description: `${title}, generated.`,
    license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
  };
}

export function ref(section: string, name: string): JsonObject {
  return { $ref: `#/${section}/${name}` };
}

export function json(schema: JsonObject): JsonObject {
  return { 'application/json': { schema } };
}
