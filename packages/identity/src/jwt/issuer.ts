import type { Directory } from '../directory/directory.ts';
import { SIGNATURE_ALGORITHMS } from '../jwks/algorithms.ts';
import type { KeySet } from '../jwks/key-set.ts';
import { normalizeType } from './type.ts';

/** An identity provider whose access tokens are accepted. */
export interface TrustedIssuer {
  /** What configuration calls it. */
  readonly name: string;
  /** The `iss` of its tokens, exactly. */
  readonly issuer: string;
  readonly keys: KeySet;
  /** A token must name one of these in `aud`. */
  readonly audience: readonly string[];
  /** Accepted values of `alg`. */
  readonly algorithms: readonly string[];
  /** Accepted values of `typ`. `JWT` also accepts a token without `typ`. */
  readonly types: readonly string[];
  readonly clockToleranceMs: number;
  /** Claims that name the client; the first that is present counts. */
  readonly clientClaims: readonly string[];
  /** Claims that carry scopes; the first that is present counts. */
  readonly scopeClaims: readonly string[];
  /** A token of a client that the directory does not have is refused. */
  readonly registeredClientsOnly?: boolean;
}

/** A trusted issuer with its lists made fit for look-up. */
export interface PreparedIssuer extends TrustedIssuer {
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
    if (prepared.has(issuer.issuer)) throw new TypeError(`${where} has the same iss as another issuer: expected each iss once`);
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
    prepared.set(issuer.issuer, {
      ...issuer,
      allowedAlgorithms: new Set(issuer.algorithms),
      allowedTypes: new Set(issuer.types.map(normalizeType)),
      directory,
    });
  }
  return prepared;
}
