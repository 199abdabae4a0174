import { toPointer } from '@airside/domain/text';

import type { SecurityAlternative } from '../definition/definition.ts';
import { atPointer, type DefinitionDocument } from '../definition/document.ts';
import { stringMember } from '../json.ts';
import { type Comparison, type OperationPair, within } from './comparison.ts';

const ANYBODY: SecurityAlternative = { schemes: [] };

/**
 * Security asks for one of several alternatives, each a set of schemes with scopes. It is tighter where an old alternative no longer suffices
 * for any new one, and looser where a new one asks for less than all the old ones did.
 */
export function compareSecurity(comparison: Comparison, { old, next, place }: OperationPair): void {
  const before = old.security ?? [ANYBODY];
  const after = next.security ?? [ANYBODY];
  const here = within(place, 'security');
  const pointers = { oldPointer: old.pointer, newPointer: next.pointer };
  const shown = { before: describe(before), after: describe(after) };
  if (before.some((held) => !after.some((asked) => suffices(held, asked))))
    comparison.report('security-tightened', here, { ...shown, ...pointers });
  if (after.some((held) => !before.some((asked) => suffices(held, asked))))
    comparison.report('security-loosened', here, { ...shown, ...pointers });
  for (const name of namesIn(before)) {
    if (!namesIn(after).has(name)) continue;
    const was = schemeOf(comparison.old, name);
    const is = schemeOf(comparison.next, name);
    if (was !== is) comparison.report('security-scheme-changed', within(here, name), { before: was, after: is, ...pointers });
  }
}

/** Whether who holds what one alternative names has all that another asks for. */
function suffices(held: SecurityAlternative, asked: SecurityAlternative): boolean {
  return asked.schemes.every(({ name, scopes }) => {
    const own = held.schemes.find((scheme) => scheme.name === name);
    return own !== undefined && scopes.every((scope) => own.scopes.includes(scope));
  });
}

function namesIn(alternatives: readonly SecurityAlternative[]): ReadonlySet<string> {
  return new Set(alternatives.flatMap(({ schemes }) => schemes.map(({ name }) => name)));
}

function schemeOf(document: DefinitionDocument, name: string): string {
  const scheme = atPointer(document, toPointer(['components', 'securitySchemes', name]));
  const parts = ['type', 'scheme', 'in', 'name'].map((field) => stringMember(scheme, field));
  return parts.filter((part) => part !== undefined).join(' ');
}

function describe(alternatives: readonly SecurityAlternative[]): string {
  return alternatives
    .map(({ schemes }) => {
      if (schemes.length === 0) return 'anybody';
      return schemes.map(({ name, scopes }) => (scopes.length === 0 ? name : `${name} (${scopes.join(' ')})`)).join(' and ');
    })
    .join(', or ');
}
