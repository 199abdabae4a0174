import { hash } from 'node:crypto';

import { createAccessTokenAuthenticator, type JudgedToken } from '../access-token/authenticator.ts';
import { hasJwtForm } from '../access-token/form.ts';
import { tokenName } from '../access-token/token-name.ts';
import type { Authenticator } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import type { ProofVerifier } from '../dpop/verify.ts';
import { type PreparedIssuer, prepareIssuers, type TrustedIssuer } from './issuer.ts';
import { TokenMemory } from './token-memory.ts';
import { type VerifiedToken, verifyToken } from './verify.ts';

export interface JwtOptions {
  readonly realm: string;
  readonly issuers: readonly TrustedIssuer[];
  readonly directory: Directory;
  /** Verifies the senders of tokens that are bound to a key (RFC 9449); where absent, such tokens are refused. */
  readonly proofs?: ProofVerifier;
  /** Tokens that do not have the form of a JWT are left to another kind of credential; else they are refused. */
  readonly besideOpaque?: boolean;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts signed access tokens (RFC 9068, RFC 7519 under the rules of RFC 8725) in the `Authorization` field (RFC 6750 section 2.1, RFC 9449
 * section 7.1). That a token verified is remembered, under its hash, until it expires, its issuer's keys change, or the directory does; that
 * one did not is not. What a token is bound to is proved by each request anew.
 *
 * @throws {TypeError} when an issuer is configured so that it would protect nothing; the message says which and why.
 */
export function createJwtAuthenticator(options: JwtOptions): Authenticator {
  const { realm, directory, proofs, besideOpaque = false, now = Date.now } = options;
  const issuers = prepareIssuers(options.issuers, directory);
  const verified = new TokenMemory<Verified>({ entries: MOST_REMEMBERED, characters: MOST_REMEMBERED_CHARACTERS });

  const remember = (result: VerifiedToken, key: string, characters: number, directoryGeneration: number): JudgedToken => {
    if (result.outcome !== 'accepted') {
      verified.delete(key);
      return result;
    }
    const { confirmation, issuer, generation, untilMs } = result;
    const principal = Object.freeze({ ...result.principal, token: tokenName(key) });
    const judged: JudgedToken = { outcome: 'accepted', answer: Object.freeze({ outcome: 'accepted', principal }), confirmation };
    verified.set(key, { judged, issuer, generation, directoryGeneration, untilMs, characters });
    return judged;
  };
  const verify = (token: string, key: string): JudgedToken | Promise<JudgedToken> => {
    // Read before, as the keys' generation is: should a record change meanwhile, the result counts as an old one.
    const { generation } = directory;
    const result = verifyToken(token, issuers, now);
    return result instanceof Promise
      ? result.then((settled) => remember(settled, key, token.length, generation))
      : remember(result, key, token.length, generation);
  };

  return createAccessTokenAuthenticator({
    kind: 'jwt',
    realm,
    proofs,
    isOfKind: besideOpaque ? hasJwtForm : () => true,
    judge(token) {
      // The hash costs little beside what it saves: a token that is kept as a key could be read out of memory for as long as it is good.
      const key = hash('sha256', token, 'base64');
      const entry = verified.get(key);
      return entry !== undefined && isCurrent(entry, directory) && now() < entry.untilMs ? entry.judged : verify(token, key);
    },
  });
}

interface Verified {
  readonly judged: JudgedToken;
  readonly issuer: PreparedIssuer;
  /** Of the issuer. */
  readonly generation: number;
  readonly directoryGeneration: number;
  readonly untilMs: number;
  /** Of the token: its claims are about as long. */
  readonly characters: number;
}

const MOST_REMEMBERED = 10_000;
/** Bounds memory where tokens are long: 16 Mi characters beside the bound on their number. */
const MOST_REMEMBERED_CHARACTERS = 16 * 1024 * 1024;

function isCurrent({ issuer, generation, directoryGeneration }: Verified, directory: Directory): boolean {
  return generation === issuer.generation && directoryGeneration === directory.generation;
}
