/** A request target (RFC 9112 section 3.2) taken apart: origin form, or absolute form with the host. Undefined for the other forms. */
export function splitTarget(
  target: string,
): { readonly host: string | undefined; readonly path: string; readonly query: string } | undefined {
  const scheme = /^https?:\/\//i.exec(target)?.[0];
  const start = scheme === undefined ? 0 : indexOrEnd(target, /[/?#]/, scheme.length);
  const host = scheme === undefined ? undefined : hostOf(target.slice(scheme.length, start));
  const hash = target.indexOf('#', start);
  const rest = escaped(hash === -1 ? target.slice(start) : target.slice(start, hash));
  const mark = rest.indexOf('?');
  const path = mark === -1 ? rest : rest.slice(0, mark);
  if (!path.startsWith('/') && !(scheme !== undefined && path === '')) return undefined;
  return { host, path: path === '' ? '/' : path, query: mark === -1 ? '' : rest.slice(mark + 1) };
}

/** A host in lower case, without user and port; '' where it is none. */
export function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf('@') + 1).toLowerCase();
  const port = host.lastIndexOf(':');
  const named = port > host.lastIndexOf(']') ? host.slice(0, port) : host;
  return named.length <= LONGEST_HOST && /^[a-z0-9._-]+$|^\[[0-9a-f:.]+\]$/.test(named) ? named : '';
}

const LONGEST_HOST = 253;

/** Log writers write octets that would break a line as `\x22`. */
function escaped(text: string): string {
  return text.includes('\\') ? text.replaceAll(/\\x([0-9A-Fa-f]{2})/g, '%$1') : text;
}

function indexOrEnd(text: string, pattern: RegExp, from: number): number {
  const found = text.slice(from).search(pattern);
  return found === -1 ? text.length : from + found;
}
