import { send } from '../http/send.ts';
import { decodeKeySet, type KeySource, LARGEST_KEY_SET_BYTES } from './source.ts';

/** A key set behind a URL. */
export function createRemoteSource(url: URL): KeySource {
  return {
    // Without the query, which may hold a secret: the location is named in records.
    location: url.origin + url.pathname,
    read: (signal) => readRemoteKeySet(url, signal),
  };
}

/** The text of the key set behind a URL; rejects with an error that says why it cannot be had. */
export async function readRemoteKeySet(url: URL, signal: AbortSignal): Promise<string> {
  const headers = { accept: 'application/jwk-set+json, application/json' };
  const { status, body } = await send({ url, method: 'GET', headers, signal, mostBytes: LARGEST_KEY_SET_BYTES });
  if (status !== 200) throw new Error(`answered with status ${status}: expected 200, without redirect`);
  return decodeKeySet(body);
}
