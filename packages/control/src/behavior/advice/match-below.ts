import type { Exchange } from '@airside/domain';
import { compileMatcher, type Operation, type OperationMatcher } from '@airside/openapi';

/** Learned paths begin with the base path of their API, those of definitions below it. */
const MOST_PREFIX = 4;

/** A matcher of templates alone. */
export function templateMatcher(templates: readonly Pick<Operation, 'method' | 'template'>[]): OperationMatcher {
  return compileMatcher(
    templates.map(({ method, template }) => ({
      id: `${method} ${template}`,
      method,
      template,
      deprecated: false,
      tags: [],
      security: undefined,
      pathItemPointer: '',
      pointer: '',
    })),
  );
}

export function matchBelow(matcher: OperationMatcher, { method, path }: Pick<Exchange, 'method' | 'path'>) {
  let below = path;
  for (let prefix = 0; prefix <= MOST_PREFIX && below !== ''; prefix++) {
    const match = matcher.match(method, below);
    if (match.kind === 'matched') return match;
    const next = below.indexOf('/', 1);
    below = next === -1 ? '' : below.slice(next);
  }
  return undefined;
}
