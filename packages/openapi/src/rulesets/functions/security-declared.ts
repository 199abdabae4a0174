import { isObject, items, type JsonObject, member, members, stringMember } from '../../json.ts';
import { type Fault, operationsOf } from './operations.ts';

/** Requirements that name a security scheme, or a scope of OAuth, which the definition does not declare. */
export function securityDeclared(input: unknown): readonly Fault[] {
  const declared = member(member(input, 'components'), 'securitySchemes') ?? member(input, 'securityDefinitions');
  const scopes = new Map(members(declared).map(([name, scheme]) => [name, scopesOf(scheme)]));
  const faults = faultsIn(member(input, 'security'), ['security'], scopes);
  for (const { path, method, operation } of operationsOf(input)) {
    faults.push(...faultsIn(member(operation, 'security'), ['paths', path, method, 'security'], scopes));
  }
  return faults;
}

/** The scopes of an OAuth scheme in OpenAPI 3 or 2.0; undefined for schemes whose scopes are not declared in a definition. */
function scopesOf(scheme: unknown): ReadonlySet<string> | undefined {
  if (stringMember(scheme, 'type') !== 'oauth2') return undefined;
  const flows = member(scheme, 'flows') === undefined ? [scheme] : members(member(scheme, 'flows')).map(([, flow]) => flow);
  return new Set(flows.flatMap((flow) => members(member(flow, 'scopes')).map(([name]) => name)));
}

function faultsIn(security: unknown, place: Fault['path'], schemes: ReadonlyMap<string, ReadonlySet<string> | undefined>): Fault[] {
  return items(security).flatMap((requirement, index) =>
    isObject(requirement) ? requirementFaults(requirement, [...place, index], schemes) : [],
  );
}

function requirementFaults(
  requirement: JsonObject,
  place: Fault['path'],
  schemes: ReadonlyMap<string, ReadonlySet<string> | undefined>,
): Fault[] {
  return Object.entries(requirement).flatMap(([name, wanted]): Fault[] => {
    if (!schemes.has(name)) return [{ message: `Security scheme ${name} is not declared.`, path: [...place, name] }];
    const scopes = schemes.get(name);
    return items(wanted).flatMap((scope, index) =>
      scopes === undefined || typeof scope !== 'string' || scopes.has(scope)
        ? []
        : [{ message: `Scope ${scope} is not declared by ${name}.`, path: [...place, name, index] }],
    );
  });
}
