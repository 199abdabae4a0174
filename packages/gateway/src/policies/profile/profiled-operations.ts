import { compileMatcher, type Definition, type Operation, type RequestHead } from '@airside/openapi';

import type { ApiContext, PolicyRequest } from '../../pipeline/policy.ts';

/** An operation of a profile that a request goes to, and its head with the parameters of the path by the profile's names. */
export interface ProfiledMatch {
  readonly operation: Operation;
  readonly head: RequestHead;
}

type Find = (request: PolicyRequest) => ProfiledMatch | undefined;

export interface Profiling {
  readonly found: Find;
  /** The one operation of the profile that it can be; undefined where only a request tells. */
  readonly only?: Operation;
}

/**
 * Which operation of a profile a request goes to, for each operation of the API: known beforehand where the API has a definition, and found by the path
 * where it has none. Undefined where the profile has no such operation.
 */
export function profiledOperations(profile: Definition, context: ApiContext): (operation: Operation | undefined) => Profiling | undefined {
  const { definition, api } = context;
  if (definition === undefined) {
    const found = byPath(profile, api.path === '/' ? '' : api.path);
    return () => ({ found });
  }
  const declared = new Set(definition.operations.map(nameOf));
  const known = new Map(profile.operations.map((operation) => [nameOf(operation), operation]));
  for (const name of known.keys()) {
    if (!declared.has(name))
      context.warning(['file'], { message: `the profile has ${name}, which the definition of "${context.apiId}" has not` });
  }
  return (operation) => {
    const own = operation && known.get(nameOf(operation));
    if (own === undefined) return undefined;
    return { found: (request) => ({ operation: own, head: request }), only: own };
  };
}

/** Learned paths may begin where the API is published, or below. */
function byPath(profile: Definition, basePath: string): Find {
  const matcher = compileMatcher(profile.operations);
  const paths = new WeakMap<PolicyRequest, ProfiledMatch | 'none'>();
  const found = (request: PolicyRequest): ProfiledMatch | 'none' => {
    for (const path of basePath === '' ? [request.path] : [`${basePath}${request.path}`, request.path]) {
      const match = matcher.match(request.method, path);
      if (match.kind !== 'matched') continue;
      const { parameters, operation } = match;
      return { operation, head: { parameters, query: request.query, header: (name) => request.header(name) } };
    }
    return 'none';
  };
  return (request) => {
    let match = paths.get(request);
    if (match === undefined) {
      match = found(request);
      paths.set(request, match);
    }
    return match === 'none' ? undefined : match;
  };
}

function nameOf({ method, template }: Operation): string {
  return `${method} ${template}`;
}
