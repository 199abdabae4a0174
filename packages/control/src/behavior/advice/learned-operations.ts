import type { LearnedOperation } from '@airside/behavior';
import type { Exchange } from '@airside/domain';
import type { OperationMatcher } from '@airside/openapi';

import { templateMatcher } from './match-below.ts';

/** Of paths of which nothing was learned, so many for each API: there may be one for each id. */
const MOST_PATHS = 200;

/** A learned template with its parameters numbered, as profiles name them. */
export function numbered(operation: string): string {
  let number = 0;
  return operation.replaceAll('{}', () => `{${++number}}`);
}

export function located(operation: string): { readonly method: string; readonly template: string } {
  const space = operation.indexOf(' ');
  return { method: operation.slice(0, space), template: operation.slice(space + 1) };
}

/** The operations of requests, `METHOD /template`: those of definitions, else the learned ones. */
export class LearnedOperations {
  readonly #apis: ReadonlyMap<string, { readonly matcher: OperationMatcher; readonly names: ReadonlyMap<string, string> }>;
  /** By API: paths that are of no operation. */
  readonly #paths = new Map<string, Set<string>>();

  constructor(learned: readonly Pick<LearnedOperation, 'api' | 'operation'>[]) {
    const apis = Map.groupBy(learned, ({ api }) => api);
    this.#apis = new Map(
      [...apis].map(([api, operations]) => {
        const names = new Map(operations.map(({ operation }) => [numbered(operation), operation]));
        return [api, { names, matcher: templateMatcher([...names.keys()].map(located)) }];
      }),
    );
  }

  /** Undefined where nothing was learned of it, and there are too many such paths. */
  of({ api, method, template, path }: Pick<Exchange, 'api' | 'method' | 'template' | 'path'>): string | undefined {
    if (template !== null) return `${method} ${template}`;
    const known = this.#apis.get(api ?? '');
    const match = known?.matcher.match(method, path);
    if (match?.kind === 'matched') return known?.names.get(match.operation.id);
    return this.#pathOf(api ?? '', `${method} ${path}`);
  }

  #pathOf(api: string, operation: string): string | undefined {
    const paths = this.#paths.get(api) ?? new Set();
    this.#paths.set(api, paths);
    if (!paths.has(operation) && paths.size >= MOST_PATHS) return undefined;
    paths.add(operation);
    return operation;
  }
}
