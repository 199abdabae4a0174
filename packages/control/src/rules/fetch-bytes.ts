import { parseLocation, parseRedirection, shownLocation } from './location.ts';
import { RuleStoreError } from './rule-store-error.ts';

const TIMEOUT_MS = 120_000;
const MOST_REDIRECTIONS = 5;

/** What is at a URL, at most so many bytes of it, within two minutes. Throws a RuleStoreError. */
export async function fetchBytes(location: string, mostBytes: number): Promise<Uint8Array> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  let url = parseLocation(location);
  try {
    for (let redirections = 0; ; redirections++) {
      const response = await fetch(url, { redirect: 'manual', signal, headers: { 'accept-encoding': 'identity' } });
      const target = response.headers.get('location');
      if (response.status === 200) return await bytesOf(response, url, mostBytes);
      await response.body?.cancel();
      if (target === null || response.status < 300 || response.status > 399) throw unavailable(url, `it answers ${response.status}`);
      if (redirections === MOST_REDIRECTIONS) throw unavailable(url, `it redirects more than ${MOST_REDIRECTIONS} times`);
      url = parseRedirection(url, target);
    }
  } catch (error) {
    if (error instanceof RuleStoreError) throw error;
    throw unavailable(url, signal.aborted ? `it takes more than ${TIMEOUT_MS / 1000} seconds` : causeOf(error), error);
  }
}

async function bytesOf(response: Response, url: URL, mostBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop cancels the rest.
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw unavailable(url, `it has more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function unavailable(url: URL, reason: string, cause?: unknown): RuleStoreError {
  return new RuleStoreError('unavailable', `${shownLocation(url.href)} cannot be fetched: ${reason}`, { cause });
}

/** What lies beneath "fetch failed". */
function causeOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
