import { lookup } from 'node:dns';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';

import { isPublicAddress } from '@airside/domain';

import type { Fetch, Fetched } from './fetch.ts';

export interface FetchOptions {
  /** What may be asked: `https://apis.example.com`, with a port where it is not 443. */
  readonly origins: readonly string[];
  /** Certificates of authorities that are trusted instead of the usual ones, PEM. */
  readonly ca?: string;
}

const MOST_REDIRECTS = 3;
/** For one file, and for all files of a definition. */
const TIMEOUT_MS = 10_000;
const TOTAL_TIMEOUT_MS = 60_000;

/**
 * Makes what gets the files of one definition from listed origins: by https alone, without credentials, redirected at most three times and
 * only to listed origins. A name that stands for an address inside a network (RFC 6890) is not called, unless that address is listed as an
 * origin itself. Compressed answers are refused.
 */
export function createFetch({ origins, ca }: FetchOptions): Fetch {
  const hosts = origins.map((origin) => new URL(origin).hostname.replace(/^\[|\]$/g, ''));
  const addresses = hosts.filter((host) => isIP(host) !== 0);
  const deadline = AbortSignal.timeout(TOTAL_TIMEOUT_MS);
  const step = async (url: URL, mostBytes: number, redirects: number): Promise<Fetched> => {
    if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || !origins.includes(url.origin)) {
      return refused(
        'a URL may not be fetched',
        `a URL of ${origins.join(', ')}`,
        `Allow ${url.origin}, or save the file beside the definition.`,
      );
    }
    const response = await answerTo(url, lookupOf(addresses), ca, AbortSignal.any([deadline, AbortSignal.timeout(TIMEOUT_MS)]));
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined && URL.canParse(headers.location, url.href)) {
      response.destroy();
      if (redirects === 0) return refused('a URL redirects too often', `at most ${MOST_REDIRECTS} redirections`);
      return await step(new URL(headers.location, url.href), mostBytes, redirects - 1);
    }
    if (statusCode === 200 && (headers['content-encoding'] ?? 'identity') === 'identity') return await bytesOf(response, mostBytes);
    response.destroy();
    return refused(`a URL cannot be read (status ${statusCode})`, 'status 200 and no content coding');
  };
  return async (url, mostBytes) => {
    try {
      return await step(new URL(url), mostBytes, MOST_REDIRECTS);
    } catch (error) {
      return refused(`a URL cannot be read (${reasonOf(error)})`, 'an answer');
    }
  };
}

function answerTo(url: URL, resolveName: LookupFunction, ca: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'application/yaml, application/json, text/plain, */*', 'accept-encoding': 'identity' };
    const options = { agent: false, headers, lookup: resolveName, signal, ...(ca !== undefined && { ca }) };
    request(url, options, resolve).on('error', reject).end();
  });
}

async function bytesOf(response: IncomingMessage, mostBytes: number): Promise<Fetched> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > mostBytes) return refused('the file is too large', `at most ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks) };
}

class InnerAddressError extends Error {}

/** Looks names up like Node does, and fails where any address is one inside a network and not in the list. */
function lookupOf(listed: readonly string[]): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const inner = error ? undefined : found.find(({ address }) => !isPublicAddress(address) && !listed.includes(address));
      const [first] = found ?? [];
      if (error || first === undefined) callback(error ?? new Error('no address'), []);
      else if (inner)
        callback(new InnerAddressError(`${hostname} is ${inner.address}, inside a network: allow https://${inner.address} too`), []);
      else if (options.all === true) callback(null, found);
      else callback(null, first.address, first.family);
    });
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof InnerAddressError) return error.message;
  if (error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')) return 'no answer in time';
  return (error as NodeJS.ErrnoException).code ?? 'unknown error';
}

function refused(message: string, expected: string, hint?: string): Fetched {
  return { refused: { message, expected, hint } };
}
