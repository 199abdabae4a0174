import type { RequestHead } from '../variables/exchange.ts';

/** A request line taken apart, without decoding anything. A scheme and authority (`http://host/path`) is left out of `uri`. */
export function requestHead(method: string, rawUri: string, protocol: string): RequestHead {
  const uri = withoutAuthority(rawUri);
  const fragment = uri.indexOf('#');
  const target = fragment === -1 ? uri : uri.slice(0, fragment);
  const question = target.indexOf('?');
  return {
    method,
    rawUri,
    uri,
    filename: question === -1 ? target : target.slice(0, question),
    query: question === -1 ? undefined : uri.slice(question + 1),
    protocol,
    line: protocol === '' ? `${method} ${rawUri}` : `${method} ${rawUri} ${protocol}`,
  };
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
