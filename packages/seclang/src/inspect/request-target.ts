import { urlDecode } from '../transformations/url-decode.ts';
import type { RequestHead } from '../variables/exchange.ts';

/**
 * A request line taken apart. A scheme and authority (`http://host/path`) is left out of `uri`. The path is decoded once after it was cut
 * off at the first `?`, so that an encoded `?` hides nothing. A line without a version is one of HTTP/0.9.
 */
export function requestHead(method: string, rawUri: string, protocol: string): RequestHead {
  const uri = withoutAuthority(rawUri);
  const fragment = uri.indexOf('#');
  const target = fragment === -1 ? uri : uri.slice(0, fragment);
  const question = target.indexOf('?');
  return {
    method,
    rawUri,
    uri,
    filename: decoded(question === -1 ? target : target.slice(0, question)),
    query: question === -1 ? undefined : uri.slice(question + 1),
    protocol: protocol === '' ? 'HTTP/0.9' : protocol,
    line: protocol === '' ? `${method} ${rawUri}` : `${method} ${rawUri} ${protocol}`,
  };
}

/** Escapes are decoded; `+` stays, which stands for a space in a query only. */
function decoded(path: string): string {
  return path.includes('%') ? urlDecode.apply(path.replaceAll('+', '%2B')) : path;
}

function withoutAuthority(rawUri: string): string {
  if (rawUri.startsWith('/')) return rawUri;
  const scheme = rawUri.indexOf('://');
  if (scheme <= 0 || scheme > 16) return rawUri;
  for (let index = scheme + 3; index < rawUri.length; index++) {
    const character = rawUri[index];
    if (character === '/') return rawUri.slice(index);
    if (character === '?' || character === '#') return `/${rawUri.slice(index)}`;
  }
  return '/';
}
