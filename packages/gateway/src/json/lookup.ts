import type { JsonValue } from '@airside/openapi';

import { fold } from './fold.ts';

export type LookedUp = { readonly kind: 'found'; readonly value: JsonValue } | { readonly kind: 'absent' } | { readonly kind: 'unclear' };

const ABSENT: LookedUp = { kind: 'absent' };

/**
 * What stands at the tokens of a JSON pointer (RFC 6901 section 4), names compared whatever their letter case (see `fold`). Unclear where two members
 * have the same name but for that: servers differ in which they take.
 */
export function lookUp(root: JsonValue, tokens: readonly string[]): LookedUp {
  let value = root;
  for (const token of tokens) {
    if (Array.isArray(value)) {
      const items: readonly JsonValue[] = value;
      const item = /^(0|[1-9]\d{0,8})$/.test(token) ? items[Number(token)] : undefined;
      if (item === undefined) return ABSENT;
      value = item;
      continue;
    }
    if (typeof value !== 'object' || value === null) return ABSENT;
    const folded = fold(token);
    const found = Object.entries(value as Readonly<Record<string, JsonValue>>).filter(([name]) => fold(name) === folded);
    if (found.length > 1) return { kind: 'unclear' };
    const [member] = found;
    if (member === undefined) return ABSENT;
    value = member[1];
  }
  return { kind: 'found', value };
}
