import { hash } from 'node:crypto';

/** A request as the upstream gets it. */
export interface BoundRequest {
  readonly method: string;
  /** Path and query, as in the request line. */
  readonly target: string;
}

/** What binds a header to one request: SHA-256 of its method, a space and its target, in base64url. A method holds no space. */
export function requestDigest({ method, target }: BoundRequest): string {
  return hash('sha256', `${method} ${target}`, 'base64url');
}
