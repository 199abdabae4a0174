import { decodeBody, isKnownCoding } from '../pipeline/decode-body.ts';
import type { Hold, PolicyRequest, PolicyResponse, Refusal } from '../pipeline/policy.ts';
import { isJsonType, type ReadJson, readJson } from './read-json.ts';

/** What speaks of a body that is not sent as it is, or not to everybody: for responses without a body (HEAD, 304). */
const OF_THE_BODY = ['content-length', 'etag', 'last-modified', 'content-digest', 'repr-digest', 'digest', 'content-md5'];

/** The response of the upstream says that it is what the caller wanted. */
export function isSuccess({ status }: PolicyResponse): boolean {
  return status >= 200 && status < 300;
}

/** Why a body that has to be looked into cannot be, as far as its head tells; undefined where there is none or it can. */
export function obstacleOf(response: PolicyResponse, { bytes }: Hold): string | undefined {
  if (response.declaredBodyBytes === 0) return undefined;
  if (response.status === 206 || response.header('content-range') !== undefined) return 'a part of something';
  if (!isJsonType(response.header('content-type'))) return 'not JSON in UTF-8';
  if (!isKnownCoding(response.header('content-encoding'))) return 'in a content coding that is not known';
  return (response.declaredBodyBytes ?? 0) > bytes ? `larger than ${bytes} bytes` : undefined;
}

/** The JSON of a response that was held back; `fault` where it is none that everybody reads alike. */
export function readResponse(response: PolicyResponse, { bytes }: Hold): ReadJson {
  const decoded = decodeBody(response.body, response.header('content-encoding'), bytes);
  if (decoded === 'too-large') return { fault: `decoded larger than ${bytes} bytes` };
  return decoded === 'encoding' ? { fault: 'not what its Content-Encoding says' } : readJson(decoded);
}

/** A refusal of a response that has to be looked into and cannot be: what it may hold is not for everybody. */
export function withheld(reason: string): Refusal {
  return { problem: 'response-withheld', reason: `the answer cannot be looked into: ${reason}` };
}

/** The upstream is asked for the whole: of a part nobody could tell what it is a part of. */
export function askForTheWhole(request: PolicyRequest): void {
  request.withhold('range');
  request.withhold('if-range');
}

/** An answer that is not the same for everybody must not be given to others by caches on the way (RFC 9111 section 5.2.2). */
export function keepPrivate(response: PolicyResponse): void {
  const directives = (response.header('cache-control') ?? '').toLowerCase().split(',');
  if (!directives.some((directive) => directive.trim() === 'no-store')) response.setHeader('cache-control', 'private, no-cache');
}

/** Keeps back what the head of a response without a body says of a body that this caller would not get as it is. */
export function forgetBody(response: PolicyResponse): void {
  for (const name of OF_THE_BODY) response.withhold(name);
}
