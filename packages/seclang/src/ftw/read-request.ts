/** A request as a tolerant server reads it, with what a strict one (RFC 9112) would refuse it for. */
export interface ReadRequest {
  readonly method: string;
  readonly uri: string;
  readonly protocol: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly refusals: readonly string[];
}

/**
 * Reads one request from the bytes of a corpus or a test, where a server would refuse it, too; never throws. All texts are byte strings. It is
 * not meant for traffic: nothing bounds what it reads.
 */
export function readRequest(bytes: string): ReadRequest {
  const headEnd = bytes.indexOf('\r\n\r\n');
  const head = headEnd === -1 ? bytes : bytes.slice(0, headEnd);
  const rest = headEnd === -1 ? '' : bytes.slice(headEnd + 4);
  const [line = '', ...fieldLines] = head.split('\r\n');
  const [, method = '', uri = '', protocol = ''] = /^(\s*\S+) (.*?)(?: (\S*))?$/s.exec(line) ?? [];
  const headers = servedHeaders(fieldLines);
  const value = (wanted: string): string | undefined => headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const refusals = [
    ...lineRefusals(method, uri, protocol),
    ...hostRefusals(value('host'), protocol),
    ...(/^\d+$/.test(value('content-length') ?? '0') ? [] : ['Content-Length is not a number']),
  ];
  return {
    method: method.trim(),
    uri,
    protocol,
    headers,
    body: bodyOf(rest, value('transfer-encoding'), value('content-length')),
    refusals,
  };
}

/** Header fields as Apache hands them on: equal names joined by commas, and no Content-Length beside Transfer-Encoding (RFC 9112, 6.3). */
function servedHeaders(lines: readonly string[]): (readonly [string, string])[] {
  const joined = new Map<string, [string, string]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    const value = colon === -1 ? '' : line.slice(colon + 1).trim();
    const known = joined.get(name.toLowerCase());
    if (known === undefined) joined.set(name.toLowerCase(), [name, value]);
    else known[1] += `, ${value}`;
  }
  if (joined.has('transfer-encoding')) joined.delete('content-length');
  return [...joined.values()];
}

function lineRefusals(method: string, uri: string, protocol: string): string[] {
  const found: string[] = [];
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(method)) found.push('the method is not a token');
  if (!/^HTTP\/[123](?:\.\d)?$/.test(protocol)) found.push('the version is not one of HTTP');
  if (/[\s#]/.test(uri) || uri.startsWith('\\')) found.push('the target holds what no target may hold');
  if (method === 'CONNECT' && !/:\d+$/.test(uri)) found.push('the target of CONNECT has no port');
  return found;
}

function hostRefusals(host: string | undefined, protocol: string): string[] {
  if (protocol === 'HTTP/1.0') return [];
  if (host === undefined || host === '') return ['there is no Host'];
  return /^(?:[0-9A-Za-z._~!$&'()*+,;=-]|\[[0-9A-Fa-f:.]+\]$|:\d*$)+$/.test(host) || /^\[[0-9A-Fa-f:.]+\](?::\d*)?$/.test(host)
    ? []
    : ['Host is not a host'];
}

function bodyOf(rest: string, transferEncoding: string | undefined, contentLength: string | undefined): string {
  if (transferEncoding?.toLowerCase().includes('chunked') === true) return dechunked(rest);
  return rest.slice(0, Number.parseInt(contentLength ?? '0', 10) || 0);
}

function dechunked(rest: string): string {
  let body = '';
  for (let at = 0; at < rest.length; ) {
    const end = rest.indexOf('\r\n', at);
    const size = Number.parseInt(rest.slice(at, end), 16);
    if (end === -1 || Number.isNaN(size) || size === 0) break;
    body += rest.slice(end + 2, end + 2 + size);
    at = end + 2 + size + 2;
  }
  return body;
}
