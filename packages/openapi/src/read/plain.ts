import type { JsonObject, JsonValue } from '../json.ts';
import type { ReadBounds } from './bounds.ts';

/** Why a value is not plain JSON within bounds, and where. */
export interface NotPlain {
  readonly tokens: readonly string[];
  readonly message: string;
  readonly expected: string;
}

/**
 * What a YAML or JSON parser returned as a tree of plain JSON, checked throughout. Where aliases share values (`shares`) it is a copy with
 * these in each place, so that a change in one place shows nowhere else; else it is the value itself.
 */
export function toPlainJson(parsed: unknown, shares: boolean, bounds: ReadBounds): { value: JsonValue } | { refused: NotPlain } {
  let left = bounds.values;
  const path: string[] = [];
  let refused: NotPlain | undefined;

  const refuse = (message: string, expected: string): JsonValue => {
    refused ??= { tokens: [...path], message, expected };
    return null;
  };

  const copy = (value: unknown): JsonValue => {
    if (refused) return null;
    left -= 1;
    if (left < 0) return refuse('the file holds too many values once its aliases are expanded', `at most ${bounds.values}`);
    if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : refuse('a number that JSON cannot hold', 'a finite number');
    if (typeof value !== 'object') return refuse(`a value that JSON cannot hold (${typeof value})`, 'a plain value');
    if (path.length >= bounds.depth) return refuse('the file is nested too deeply', `at most ${bounds.depth} levels`);
    return Array.isArray(value) ? copyArray(value) : copyObject(value);
  };

  const copyArray = (array: readonly unknown[]): JsonValue => {
    const target: JsonValue[] = [];
    for (const [index, item] of array.entries()) {
      path.push(`${index}`);
      const copied = copy(item);
      if (shares) target.push(copied);
      path.pop();
    }
    return shares ? target : (array as readonly JsonValue[]);
  };

  const copyObject = (object: object): JsonValue => {
    const target: Record<string, JsonValue> = {};
    for (const key of Object.keys(object)) {
      path.push(key);
      const copied = key === '__proto__' ? refuse('the name __proto__ is not accepted', 'another name') : copy(Reflect.get(object, key));
      if (shares) target[key] = copied;
      path.pop();
    }
    return shares ? target : (object as JsonObject);
  };

  const value = copy(parsed);
  return refused ? { refused } : { value };
}
