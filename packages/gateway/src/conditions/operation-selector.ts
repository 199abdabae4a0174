import type { Operation } from '@airside/openapi';

import type { ApiContext, PolicyRequest } from '../pipeline/policy.ts';
import type { OperationOptions } from './operation-options.ts';
import { pathTest, templateTest } from './path-pattern.ts';

/** Whether a rule is about a request: known when it is compiled, but for APIs without a definition, whose paths only a request tells. */
export type Selection = boolean | ((request: Pick<PolicyRequest, 'method' | 'path'>) => boolean);

/**
 * What options select on one operation. Where there is no definition, paths are compared with the request's: in full, or with `lenient` (for
 * rules that forbid) as forgivingly as the most forgiving upstream reads them.
 */
export function selectOperation(
  options: OperationOptions,
  { apiId, definition }: Pick<ApiContext, 'apiId' | 'definition'>,
  operation: Operation | undefined,
  { lenient }: { readonly lenient: boolean },
): Selection {
  const { apis, operations, methods, paths, tags } = options;
  if (apis !== undefined && !apis.includes(apiId)) return false;
  if (operation !== undefined) {
    return (
      (operations === undefined || operations.includes(operation.id)) &&
      (methods === undefined || (methods as readonly string[]).includes(operation.method)) &&
      (paths === undefined || paths.some((path) => templateTest(path)(operation.template))) &&
      (tags === undefined || tags.some((tag) => operation.tags.includes(tag)))
    );
  }
  if (operations !== undefined || tags !== undefined) return false;
  // A call to what the definition does not have.
  if (definition !== undefined) return methods === undefined && paths === undefined;
  if (methods === undefined && paths === undefined) return true;
  const fitsMethod = new Set<string>(methods);
  const tests = paths?.map((path) => pathTest(path, lenient));
  return (request) => {
    // HEAD is a GET without the answer's body (RFC 9110 section 9.3.2), and is one where there is a definition.
    if (methods !== undefined && !fitsMethod.has(request.method) && !(request.method === 'HEAD' && fitsMethod.has('GET'))) return false;
    if (tests === undefined) return true;
    for (const test of tests) if (test(request.path)) return true;
    return false;
  };
}
