import { isId } from './id.ts';
import type { Operation, Operations } from './operation.ts';

export type Match =
  | { readonly kind: 'found'; readonly id: string; readonly operation: Operation; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'method-not-allowed'; readonly allow: readonly string[] }
  | { readonly kind: 'not-found' };

export type Router = (method: string, path: string) => Match;

interface Entry {
  readonly id: string;
  readonly operation: Operation;
  readonly segments: readonly Segment[];
}
type Segment = { readonly literal: string } | { readonly parameter: string };

/** The function that finds the operation for a method and a path (without query). Paths are compared byte by byte: nothing is decoded. */
export function createRouter(operations: Operations): Router {
  const entries: Entry[] = Object.entries(operations).map(([id, operation]) => {
    return { id, operation, segments: parseTemplate(operation.path) };
  });

  return (method, path) => {
    const segments = path.split('/', 10).slice(1);
    const allow: string[] = [];
    for (const { id, operation, segments: template } of entries) {
      const parameters = matchSegments(template, segments);
      if (parameters === undefined) continue;
      if (operation.method === method) return { kind: 'found', id, operation, parameters };
      allow.push(operation.method);
    }
    return allow.length > 0 ? { kind: 'method-not-allowed', allow } : { kind: 'not-found' };
  };
}

function parseTemplate(template: string): Segment[] {
  return template
    .split('/')
    .slice(1)
    .map((segment) => (segment.startsWith('{') ? { parameter: segment.slice(1, -1) } : { literal: segment }));
}

/** Every parameter of this API is an id, so that whatever has another form cannot be found. */
function matchSegments(template: readonly Segment[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, expected] of template.entries()) {
    const found = segments[index] ?? '';
    if ('literal' in expected ? expected.literal !== found : !isId(found)) return undefined;
    if ('parameter' in expected) parameters[expected.parameter] = found;
  }
  return parameters;
}
