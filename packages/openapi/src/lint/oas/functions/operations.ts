import { child, type Data, isPlainObject } from '../../document/data.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];

export interface OperationAt {
  readonly path: string;
  readonly method: string;
  readonly operation: { readonly [name: string]: Data };
}

/** The operations of a `paths` object that are objects. */
export function operationsOf(paths: Data | undefined): readonly OperationAt[] {
  if (!isPlainObject(paths)) return [];
  return Object.keys(paths).flatMap((path) => {
    const item = child(paths, path);
    if (!isPlainObject(item)) return [];
    return Object.keys(item).flatMap((method): readonly OperationAt[] => {
      const operation = child(item, method);
      return METHODS.includes(method) && isPlainObject(operation) ? [{ path, method, operation }] : [];
    });
  });
}
