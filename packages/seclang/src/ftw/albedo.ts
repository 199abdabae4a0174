import type { ReadRequest } from './read-request.ts';

export interface AlbedoResponse {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** Byte string. */
  readonly body: string;
}

/** The back end that the Core Rule Set tests against: an empty 200 for any path, and what `POST /reflect` asks for. */
export function albedo(request: Pick<ReadRequest, 'method' | 'uri' | 'body'>): AlbedoResponse {
  if (request.method !== 'POST' || !request.uri.startsWith('/reflect')) return { status: 200, headers: [], body: '' };
  const asked = JSON.parse(Buffer.from(request.body, 'latin1').toString('utf8')) as {
    status?: number;
    headers?: Readonly<Record<string, string>>;
    body?: string;
    encodedBody?: string;
  };
  const body = asked.encodedBody === undefined ? Buffer.from(asked.body ?? '', 'utf8') : Buffer.from(asked.encodedBody, 'base64');
  const headers = Object.entries(asked.headers ?? {});
  if (!headers.some(([name]) => name.toLowerCase() === 'content-type')) headers.push(['Content-Type', 'text/plain; charset=utf-8']);
  return { status: asked.status ?? 200, headers, body: body.toString('latin1') };
}
