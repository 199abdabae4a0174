import type { TokenIssuer } from '../access-token/issuer.ts';
import type { Directory } from '../directory/directory.ts';
import { SIGNATURE_ALGORITHMS } from '../jwks/algorithms.ts';
import type { KeySet } from '../jwks/key-set.ts';
import type { RevokedTokens } from './revoked.ts';
import { normalizeType } from './type.ts';

/** An identity provider whose signed access tokens are accepted. */
export interface TrustedIssuer extends TokenIssuer {
  /** Further values of `iss` that the same provider uses. */
  readonly aliases?: readonly string[];
  readonly keys: KeySet;
  /** Accepted values of `alg`. */
  readonly algorithms: readonly string[];
  /** Accepted values of `typ`. `JWT` also accepts a token without `typ`. */
  readonly types: readonly string[];
  /** Those of its tokens that are void; none where absent. */
  readonly revoked?: RevokedTokens;
  /** What tells its access tokens from its other tokens where `typ` is only `JWT` or missing: one of these must be there. */
  readonly accessTokenMarks?: readonly ClaimMark[];
}

/** A claim, with one of these values where some are named. */
export interface ClaimMark {
  readonly claim: string;
  readonly values?: readonly string[];
}

/** A trusted issuer with its lists made fit for look-up. */
export interface PreparedIssuer extends TrustedIssuer {
  /** Changes whenever a token that verified may not verify any more. */
  readonly generation: number;
  readonly allowedAlgorithms: ReadonlySet<string>;
  readonly allowedTypes: ReadonlySet<string>;
  /** Where its clients are looked up, by `name` and client id. */
  readonly directory: Directory;
}

/**
 * The issuers by their `iss`.
 *
 * @throws {TypeError} when two share one `iss`, a list that protects is empty, or an algorithm is not an asymmetric signature.
 */
export function prepareIssuers(issuers: readonly TrustedIssuer[], directory: Directory): ReadonlyMap<string, PreparedIssuer> {
  const prepared = new Map<string, PreparedIssuer>();
  for (const issuer of issuers) {
    const where = `issuer ${JSON.stringify(issuer.name)}`;
    if (issuer.issuer === '') throw new TypeError(`${where}: expected iss not to be empty`);
    if (issuer.audience.length === 0) throw new TypeError(`${where}: expected at least one audience`);
    if (issuer.types.length === 0) throw new TypeError(`${where}: expected at least one type, such as at+jwt`);
    if (issuer.algorithms.length === 0) throw new TypeError(`${where}: expected at least one algorithm, such as ES256`);
    const foreign = issuer.algorithms.find((algorithm) => !SIGNATURE_ALGORITHMS.has(algorithm));
    if (foreign !== undefined) {
      const known = [...SIGNATURE_ALGORITHMS.keys()].join(', ');
      throw new TypeError(`${where}: the algorithm ${JSON.stringify(foreign)} cannot be accepted: expected some of ${known}`);
    }
    if (!(issuer.clockToleranceMs >= 0 && Number.isFinite(issuer.clockToleranceMs))) {
      throw new TypeError(`${where}: expected a clock tolerance of 0 milliseconds or more`);
    }
    const ready: PreparedIssuer = {
      ...issuer,
      get generation() {
        return issuer.keys.generation + (issuer.revoked?.generation ?? 0);
      },
      allowedAlgorithms: new Set(issuer.algorithms),
      allowedTypes: new Set(issuer.types.map(normalizeType)),
      directory,
    };
    for (const iss of [issuer.issuer, ...(issuer.aliases ?? [])]) {
      if (prepared.has(iss)) throw new TypeError(`${where} has the same iss as another issuer: expected each iss once`);
      prepared.set(iss, ready);
    }
  }
  return prepared;
}
