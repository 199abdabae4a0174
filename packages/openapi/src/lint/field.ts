import { child, type Data, isContainer, type Key } from './document/data.ts';
import { evaluate } from './path/evaluate.ts';
import type { JsonPath } from './path/json-path.ts';
import { parseJsonPath } from './path/parse.ts';

/** What a function is asked about: a value and the keys that lead to it from the value that the rule was given. */
export interface Target {
  readonly path: readonly Key[];
  readonly value: Data | undefined;
}

/** Chooses targets in a value. */
export type Field = (value: Data) => readonly Target[];

const WHOLE: Field = (value) => [{ path: [], value }];
const MISSING: readonly Target[] = [{ path: [], value: undefined }];

/**
 * Compiles the `field` of a rule: none is the value itself, `@key` its names, `$…` a JSONPath in it, anything else a path of names
 * (`info.contact`, `a[0]`). Values that are no objects are always looked at as a whole.
 * @throws {JsonPathError}
 */
export function compileField(field: string | undefined): Field {
  if (field === undefined) return WHOLE;
  if (field === '@key') return containers((value) => Object.keys(value).map((key) => ({ path: [key], value: key })));
  if (field.startsWith('$')) {
    const path: JsonPath = parseJsonPath(field);
    return containers((value) => evaluate(path, value));
  }
  const keys = fieldKeys(field);
  return containers((value) => [{ path: keys, value: child(value, field) ?? memberAt(value, keys) }]);
}

function containers(targets: (value: Data[] | { [name: string]: Data }) => readonly Target[]): Field {
  return (value) => {
    if (!isContainer(value)) return WHOLE(value);
    const found = targets(value);
    return found.length === 0 ? MISSING : found;
  };
}

function memberAt(value: Data, keys: readonly string[]): Data | undefined {
  return keys.reduce<Data | undefined>((at, key) => {
    const own = child(at, key);
    if (own !== undefined) return own;
    return key === 'length' && (Array.isArray(at) || typeof at === 'string') ? at.length : undefined;
  }, value);
}

/** `a.b[0]["c d"]` as keys. */
function fieldKeys(field: string): readonly string[] {
  const part = /\.?([^.[\]]+)|\[(?:(["'])(.*?)\2|([^\]]*))\]/g;
  return [...field.matchAll(part)].map((match) => match[1] ?? match[3] ?? match[4] ?? '');
}
