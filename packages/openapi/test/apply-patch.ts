import type { PatchOperation } from '../src/drift/finding.ts';
import { isArray, type JsonValue, member } from '../src/json.ts';
import { parsePointer } from '../src/pointer.ts';

/** A value with a JSON Patch applied (RFC 6902), as far as drift makes patches. */
export function applyPatch(value: JsonValue, patch: readonly PatchOperation[]): JsonValue {
  return patch.reduce((patched, operation) => applied(patched, parsePointer(operation.path) ?? [], operation), value);
}

function applied(value: JsonValue, tokens: readonly string[], operation: PatchOperation): JsonValue {
  const [token = '', ...rest] = tokens;
  if (tokens.length === 0) return operation.op === 'remove' ? null : operation.value;
  if (isArray(value)) {
    if (token === '-' && operation.op === 'add') return [...value, operation.value];
    return value.map((item, index) => (String(index) === token ? applied(item, rest, operation) : item));
  }
  const entries = Object.entries(value as object) as [string, JsonValue][];
  if (rest.length === 0 && operation.op === 'remove') return Object.fromEntries(entries.filter(([name]) => name !== token));
  const inner = member(value, token);
  if (inner === undefined && rest.length > 0) throw new Error(`there is no ${token} to patch`);
  return Object.fromEntries([...entries.filter(([name]) => name !== token), [token, applied(inner ?? null, rest, operation)]]);
}
