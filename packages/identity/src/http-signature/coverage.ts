import type { CredentialRequest } from '../authenticator.ts';
import type { Item } from '../structured-fields/types.ts';

/** Components that hold others (RFC 9421 sections 2.2.2 and 2.2.5). */
const HOLDS: Readonly<Record<string, readonly string[] | undefined>> = {
  '@target-uri': ['@scheme', '@authority', '@path', '@query'],
  '@request-target': ['@path', '@query'],
};

/** The first of the required components that a signature does not cover; undefined where it covers all that this request has. */
export function uncovered(components: readonly Item[], required: readonly string[], request: CredentialRequest): string | undefined {
  // With a parameter a component stands for a part of itself, or for another one.
  const plain = components.flatMap(({ bare, parameters }) => (parameters.size === 0 && bare.type === 'string' ? [bare.value] : []));
  const covered = new Set(plain.flatMap((name) => [name, ...(HOLDS[name] ?? [])]));
  return required.find((name) => !covered.has(name) && isThere(name, request));
}

/** A digest is missed where there is a body, a query where there is one; everything else always. */
function isThere(name: string, request: CredentialRequest): boolean {
  if (name === 'content-digest') return hasBody(request);
  return name !== '@query' || request.target.includes('?');
}

/** RFC 9112 section 6: a request has a body where it says how long that is. */
function hasBody(request: CredentialRequest): boolean {
  return request.header('transfer-encoding') !== undefined || Number(request.header('content-length') ?? '0') !== 0;
}
