import { items, member } from '../../json.ts';
import { type Fault, operationsOf } from './operations.ts';

/**
 * Security requirements of operations under the paths of administration that an operation outside of them has as well, word for word. It
 * judges as the function of that name of `@stoplight/spectral-owasp-ruleset` does.
 */
export function differentSecuritySchemes(input: unknown, options: unknown): readonly Fault[] {
  const adminUrl = member(options, 'adminUrl') ?? '/admin';
  const elsewhere = new Set<string>();
  const administration: { readonly uri: string; readonly written: string; readonly path: Fault['path'] }[] = [];
  for (const { path, method, operation } of operationsOf(input)) {
    if (method === 'query') continue;
    for (const [index, requirement] of items(member(operation, 'security')).entries()) {
      if (typeof requirement !== 'object') continue;
      const written = JSON.stringify(requirement);
      if (typeof adminUrl === 'string' && path.includes(adminUrl))
        administration.push({ uri: path, written, path: ['paths', path, method, 'security', index] });
      else elsewhere.add(written);
    }
  }
  return administration
    .filter(({ written }) => elsewhere.has(written))
    .map(({ uri, path }) => ({ message: `Administration path ${uri} asks for no more than a path that is not of administration.`, path }));
}
