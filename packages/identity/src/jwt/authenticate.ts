import { LRUCache } from 'lru-cache';

import { ABSENT, type Authentication, type Authenticator } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import { credentialsOf } from '../header/credentials.ts';
import { quotedString } from '../header/quoted-string.ts';
import { LONGEST_TOKEN } from './compact.ts';
import { type PreparedIssuer, prepareIssuers, type TrustedIssuer } from './issuer.ts';
import { verifyToken } from './verify.ts';

export interface JwtOptions {
  readonly realm: string;
  readonly issuers: readonly TrustedIssuer[];
  readonly directory: Directory;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts signed access tokens (RFC 9068, RFC 7519 under the rules of RFC 8725) in the `Authorization` field (RFC 6750 section 2.1). A token
 * that verified is remembered until it expires, its issuer's keys change, or the directory does; one that did not is not.
 *
 * @throws {TypeError} when an issuer is configured so that it would protect nothing; the message says which and why.
 */
export function createJwtAuthenticator(options: JwtOptions): Authenticator {
  const { directory, now = Date.now } = options;
  const issuers = prepareIssuers(options.issuers, directory);
  const verified = new LRUCache<string, Verified>({ max: MOST_REMEMBERED, maxSize: MOST_REMEMBERED_CHARACTERS, sizeCalculation: sizeOf });

  const verify = async (token: string): Promise<Authentication> => {
    // Read before, as the keys' generation is: should a record change meanwhile, the result counts as an old one.
    const directoryGeneration = directory.generation;
    const result = await verifyToken(token, issuers, now);
    if (result.outcome === 'refused') return { ...result, error: 'invalid_token' };
    if (result.outcome === 'unavailable') return result;
    const { principal, issuer, generation, untilMs } = result;
    const answer: Authentication = Object.freeze({ outcome: 'accepted', principal });
    verified.set(token, { answer, issuer, generation, directoryGeneration, untilMs });
    return answer;
  };

  return {
    kind: 'jwt',
    challenge: `Bearer realm=${quotedString(options.realm)}`,
    headers: ['authorization'],
    isPresented: (request) => credentialsOf('Bearer', request.header('authorization')) !== undefined,
    authenticate(request) {
      const token = credentialsOf('Bearer', request.header('authorization'));
      if (token === undefined) return ABSENT;
      if (token.length > LONGEST_TOKEN) return TOO_LONG;
      const entry = verified.get(token);
      if (entry === undefined) return verify(token);
      if (isCurrent(entry, directory) && now() < entry.untilMs) return entry.answer;
      verified.delete(token);
      return verify(token);
    },
  };
}

interface Verified {
  readonly answer: Authentication;
  readonly issuer: PreparedIssuer;
  /** Of the issuer's keys. */
  readonly generation: number;
  readonly directoryGeneration: number;
  readonly untilMs: number;
}

const MOST_REMEMBERED = 10_000;
/** Bounds memory where tokens are long: 16 Mi characters beside the bound on their number. */
const MOST_REMEMBERED_CHARACTERS = 16 * 1024 * 1024;
const TOO_LONG: Authentication = Object.freeze({
  outcome: 'refused',
  reason: `token is longer than ${LONGEST_TOKEN} characters`,
  error: 'invalid_token',
});

function isCurrent({ issuer, generation, directoryGeneration }: Verified, directory: Directory): boolean {
  return generation === issuer.keys.generation && directoryGeneration === directory.generation;
}

function sizeOf(_entry: Verified, token: string): number {
  return token.length;
}
