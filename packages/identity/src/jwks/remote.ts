import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';

import { decodeKeySet, type KeySource, LARGEST_KEY_SET_BYTES } from './source.ts';

/**
 * A key set behind a URL. Redirects are not followed: the address in the configuration is the one that is trusted. No proxy is used, not
 * even one named by the environment: the agents here are not the global ones.
 */
export function createRemoteSource(url: URL): KeySource {
  return {
    // Without the query, which may hold a secret: the location is named in records.
    location: url.origin + url.pathname,
    async read(signal) {
      const response = await get(url, signal);
      try {
        return decodeKeySet(await readBody(response));
      } finally {
        response.destroy();
      }
    },
  };
}

function get(url: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const headers = { accept: 'application/jwk-set+json, application/json', 'accept-encoding': 'identity', 'user-agent': 'airside' };
  return new Promise((resolve, reject) => {
    const request =
      url.protocol === 'https:'
        ? requestHttps(url, { agent: new HttpsAgent({ keepAlive: false }), headers, signal, ...TLS }, resolve)
        : requestHttp(url, { agent: new HttpAgent({ keepAlive: false }), headers, signal }, resolve);
    request.on('error', reject);
    request.end();
  });
}

/** Said outright, so that no environment variable turns the check of certificates off. */
const TLS = { minVersion: 'TLSv1.2', rejectUnauthorized: true } as const;

async function readBody(response: IncomingMessage): Promise<Uint8Array> {
  if (response.statusCode !== 200)
    throw new Error(`answered with status ${response.statusCode ?? 'unknown'}: expected 200, without redirect`);
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') throw new Error('answered in a content encoding that was not asked for');
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > LARGEST_KEY_SET_BYTES) throw new Error(`answered with more than ${LARGEST_KEY_SET_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
