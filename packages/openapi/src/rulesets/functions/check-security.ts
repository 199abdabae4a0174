import { isArray, isObject, items, member } from '../../json.ts';
import type { Fault } from './operations.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'trace'];

/**
 * Operations of the given methods that ask for no credentials: neither they nor the definition as a whole name a requirement. With
 * `nullable: false`, also those that make credentials optional by an empty requirement. It judges as the function of that name of
 * `@stoplight/spectral-owasp-ruleset` does.
 */
export function checkSecurity(input: unknown, options: unknown): readonly Fault[] {
  const faults: Fault[] = [];
  const only = member(options, 'methods');
  const paths = member(input, 'paths');
  for (const path of isObject(paths) ? Object.keys(paths) : []) {
    const pathItem = member(paths, path);
    for (const method of isObject(pathItem) ? Object.keys(pathItem) : []) {
      const operation = member(pathItem, method);
      if (!METHODS.includes(method) || typeof operation !== 'object' || operation === null) continue;
      if (isArray(only) && !only.includes(method)) continue;
      const own = member(operation, 'security');
      const security = own === undefined ? member(input, 'security') : own;
      const place = own === undefined ? 'the definition' : `${method.toUpperCase()} ${path}`;
      const none = !security || (isArray(security) && security.length === 0) || security === '';
      if (none) faults.push({ message: `No security scheme is named by ${place}.`, path: ['paths', path, method, 'security'] });
      for (const [index, requirement] of items(security).entries()) {
        if (!isObject(requirement) || Object.keys(requirement).length > 0 || member(options, 'nullable') !== false) continue;
        faults.push({ message: `Credentials are optional by ${place}.`, path: ['paths', path, method, 'security', index] });
      }
    }
  }
  return faults;
}
