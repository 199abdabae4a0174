import { isObject, type JsonValue } from '../../json.ts';
import type { Data } from '../../lint/document/data.ts';
import { parseYaml } from '../../lint/document/yaml.ts';
import { parsePointer } from '../../pointer.ts';
import { DEFAULT_BOUNDS } from '../../read/bounds.ts';
import type { RuleExample } from '../rule-page.ts';
import { ruleSetFile } from '../rule-set-file.ts';

/** The definition that a part of an example makes: merged into the model, without what the example replaces. As JSON. */
export function exampleDefinition({ model, replaces }: Pick<RuleExample, 'model' | 'replaces'>, part: string): string {
  const base = structuredClone(ruleSetFile(model === '2.0' ? 'model-2.0.yaml' : 'model.yaml'));
  const versioned = model === '3.0' && isObject(base) ? { ...base, openapi: '3.0.3' } : base;
  const reduced = replaces === undefined ? versioned : without(versioned, parsePointer(replaces) ?? []);
  return JSON.stringify(merged(reduced, parseYaml(part, DEFAULT_BOUNDS).value), null, 2);
}

function without(value: JsonValue | Data, [key, ...rest]: readonly string[]): JsonValue {
  if (key === undefined || !isObject(value) || !Object.hasOwn(value, key))
    throw new Error('an example replaces what the model has not got');
  const { [key]: inner = null, ...others } = value;
  return rest.length === 0 ? others : { ...others, [key]: without(inner, rest) };
}

function merged(base: JsonValue | undefined, part: JsonValue | Data): JsonValue {
  if (!isObject(part) || !isObject(base)) return part;
  const changed = Object.entries(part).map(([key, value]) => [key, merged(base[key], value)] as const);
  return { ...base, ...Object.fromEntries(changed) };
}
