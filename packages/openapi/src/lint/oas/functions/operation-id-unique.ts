import type { Data } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';
import { operationsOf } from './operations.ts';

/** No two operations of a `paths` object have the same `operationId`. */
export const oasOpIdUnique: RuleFunction = {
  name: 'oasOpIdUnique',
  compile: (options) => noOptions('oasOpIdUnique', options) ?? { run: (paths) => duplicates(paths), dependsOnValueOnly: false },
};

function duplicates(paths: Data | undefined): readonly Finding[] {
  const seen = new Set<Data>();
  return operationsOf(paths).flatMap(({ path, method, operation }): readonly Finding[] => {
    const id = operation['operationId'];
    if (id === undefined) return [];
    if (seen.has(id)) return [{ message: 'operationId must be unique.', path: ['paths', path, method, 'operationId'] }];
    seen.add(id);
    return [];
  });
}
