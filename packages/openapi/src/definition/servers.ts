import { items, type JsonValue, member, stringMember } from '../json.ts';
import type { DefinitionDocument } from './document.ts';

/**
 * The distinct path parts of the URLs in `servers` (OpenAPI 3.1 section 4.8.5), without a slash at their ends. A definition without
 * servers has the one path ''.
 */
export function serverPaths(document: DefinitionDocument): readonly string[] {
  const servers = items(member(document, 'servers'));
  const paths = servers.flatMap((server) => {
    const url = stringMember(server, 'url');
    return url === undefined ? [] : [pathOf(substitute(url, member(server, 'variables')))];
  });
  return paths.length === 0 ? [''] : [...new Set(paths)];
}

function substitute(url: string, variables: JsonValue | undefined): string {
  return url.replace(/\{([^{}]*)\}/g, (_, name: string) => stringMember(member(variables, name), 'default') ?? '');
}

/** A server's URL may be relative to where the definition lies: only its path matters here, so any base will do. */
function pathOf(url: string): string {
  if (!URL.canParse(url, 'http://relative.invalid/')) return '';
  const path = new URL(url, 'http://relative.invalid/').pathname;
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}
