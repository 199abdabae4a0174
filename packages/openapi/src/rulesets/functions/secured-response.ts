import { isObject, items, member } from '../../json.ts';
import { type Fault, operationsOf } from './operations.ts';

/**
 * Operations that ask for credentials (with `scoped`, for a scope) and declare none of the given `responses`. Credentials that are optional
 * are not asked for.
 */
export function securedResponse(input: unknown, options: unknown): readonly Fault[] {
  const wanted = items(member(options, 'responses')).map(String);
  const scoped = member(options, 'scoped') === true;
  const faults: Fault[] = [];
  for (const { path, method, operation } of operationsOf(input)) {
    const responses = member(operation, 'responses');
    const requirements = items(member(operation, 'security') ?? member(input, 'security')).filter(isObject);
    const asks = requirements.length > 0 && requirements.every((requirement) => asksFor(requirement, scoped));
    if (!asks || !isObject(responses) || wanted.some((status) => Object.hasOwn(responses, status))) continue;
    faults.push({ message: `None of ${wanted.join(', ')} is declared.`, path: ['paths', path, method, 'responses'] });
  }
  return faults;
}

function asksFor(requirement: object, scoped: boolean): boolean {
  const schemes = Object.values(requirement);
  return scoped ? schemes.some((scopes) => items(scopes).length > 0) : schemes.length > 0;
}
