import { type Part, partOf } from './part.ts';
import type { Place } from './places.ts';

/** An entry of `policies.firewall.exclude`, as the configuration takes it. */
export interface Exclusion {
  readonly rules: readonly number[];
  readonly parameters?: readonly string[];
  readonly headers?: readonly string[];
  readonly cookies?: readonly string[];
  readonly path?: boolean;
  readonly operations?: readonly string[];
}

/** The narrowest exclusion that covers a place. Where no operation is known it holds on all; where no part can be named, the rule is left out. */
export function narrowest({ rule, part, operation }: Pick<Place, 'rule' | 'part' | 'operation'>): Exclusion {
  return { rules: [rule], ...partOption(part), ...(operation !== null && { operations: [operation] }) };
}

/** Whether a rule that matches there is left out. */
export function covers(exclusion: Exclusion, { rule, part, operation }: Pick<Place, 'rule' | 'part' | 'operation'>): boolean {
  if (!exclusion.rules.includes(rule)) return false;
  if (exclusion.operations !== undefined && (operation === null || !exclusion.operations.includes(operation))) return false;
  return !namesParts(exclusion) || coversPart(exclusion, part);
}

/** The variables of a recorded match that are left over. */
export function leftOver(
  exclusions: readonly Exclusion[],
  operation: string | null,
  { rule, variables }: { readonly rule: number; readonly variables: readonly string[] },
): readonly string[] {
  return variables.filter((variable) => {
    const part = partOf(variable);
    return part === undefined || !exclusions.some((exclusion) => covers(exclusion, { rule, part, operation }));
  });
}

/** Whether rules are left out for parts of a request only. */
export function namesParts({ parameters, headers, cookies, path }: Exclusion): boolean {
  return parameters !== undefined || headers !== undefined || cookies !== undefined || path === true;
}

function coversPart({ parameters, headers, cookies, path }: Exclusion, part: Part): boolean {
  if (part.kind === 'path') return path === true;
  if (!('name' in part)) return false;
  return ({ parameter: parameters, header: headers, cookie: cookies }[part.kind] ?? []).some((name) => same(name, part.name));
}

/** The engine compares names without case. */
function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function partOption(part: Part): Partial<Exclusion> {
  if (part.kind === 'path') return { path: true };
  if (part.kind === 'parameter') return { parameters: [part.name] };
  if (part.kind === 'header') return { headers: [part.name] };
  return part.kind === 'cookie' ? { cookies: [part.name] } : {};
}
