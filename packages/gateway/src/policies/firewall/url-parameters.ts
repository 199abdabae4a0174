import { type Definition, type Operation, urlValues } from '@airside/openapi';

import { anyItem, argumentKey } from './argument-key.ts';

/** Whether an argument of that name holds a URL, as the definition says by `format: uri` and the like; undefined where it says so of none. */
export function urlArguments(definition: Definition, operation: Operation): ((key: string) => boolean) | undefined {
  const inArguments = urlValues(definition, operation).filter((value) => ['query', 'form', 'json'].includes(value.in));
  const keys = new Set(inArguments.map(argumentKey));
  return keys.size === 0 ? undefined : (key) => keys.has(anyItem(key));
}
