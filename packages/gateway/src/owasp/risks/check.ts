import type { Part, PolicyName, Posture } from '../posture.ts';
import type { Check } from '../risk.ts';

/** What a policy's part in an operation comes to as a check. */
export function stateOf(part: Part): Exclude<Check['state'], 'partial'> {
  return part === 'enforces' ? 'enforced' : part === 'observes' ? 'reported' : 'absent';
}

/** A check of something that is either there or not. */
export function check(by: Check['by'], isThere: boolean, there: string, missing: string, mend: string): Check {
  return isThere ? { state: 'enforced', by, says: there } : { state: 'absent', by, says: missing, mend };
}

/** A check that a policy judges requests, by its own mode. */
export function requestCheck(
  posture: Posture,
  by: PolicyName,
  says: Readonly<Record<Exclude<Check['state'], 'partial'>, string>>,
  mend: string,
): Check {
  const state = stateOf(posture.request[by]);
  return { state, by, says: says[state], ...(state !== 'enforced' && { mend }) };
}

/** That requests are held to what was learned of them, where somebody has chosen that: it makes up for nothing else, and nobody needs it. */
export function profileChecks({ request, options }: Posture, what: string): readonly Check[] {
  // Limits may be enforced while values are only reported.
  if (request.profile !== 'enforces' || options.profile.mode !== 'enforce') return [];
  return [{ state: 'enforced', by: 'profile', says: `${what} unlike those that were learned are refused (profile.mode: enforce)` }];
}

/** Parameters of the operation's path. */
export function pathParameters({ operation }: Posture): readonly string[] {
  return operation === undefined ? [] : [...operation.template.matchAll(/\{([^{}]{1,200})\}/g)].map(([, name = '']) => name);
}

const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Whether the operation changes something; taken for granted where nobody knows the operations. */
export function isWrite({ operation }: Posture): boolean {
  return operation === undefined || WRITES.has(operation.method);
}

export function quoted(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
