/** What the sender of a token has to prove (RFC 7800 section 3.1): to hold the key of a DPoP proof, of a client certificate, or both. */
export interface Confirmation {
  /** SHA-256 JWK thumbprint of the proof's key (RFC 9449 section 6.1). */
  readonly jkt?: string;
  /** SHA-256 thumbprint of the certificate (RFC 8705 section 3.1). */
  readonly x5tS256?: string;
}

export type ReadConfirmation =
  | { readonly ok: true; readonly value: Confirmation | undefined }
  | { readonly ok: false; readonly reason: string };

/**
 * Reads the claim `cnf`. A token that is bound in a way that nobody here can check is refused: to let it pass would make it a bearer token.
 */
export function readConfirmation(cnf: unknown): ReadConfirmation {
  if (cnf === undefined) return { ok: true, value: undefined };
  if (typeof cnf !== 'object' || cnf === null || Array.isArray(cnf)) return fault('the claim cnf of the token is not an object');
  const members = Object.entries(cnf);
  const foreign = members.find(([name]) => name !== 'jkt' && name !== 'x5t#S256');
  if (foreign !== undefined || members.length === 0) {
    return fault('token is bound to its sender in a way that is not supported (cnf): expected jkt or x5t#S256');
  }
  if (!members.every(([, value]) => typeof value === 'string' && THUMBPRINT.test(value))) {
    return fault('the claim cnf of the token holds no SHA-256 thumbprint in base64url');
  }
  const { jkt, 'x5t#S256': x5tS256 } = Object.fromEntries(members) as Readonly<Record<string, string | undefined>>;
  return { ok: true, value: { ...(jkt !== undefined && { jkt }), ...(x5tS256 !== undefined && { x5tS256 }) } };
}

const THUMBPRINT = /^[A-Za-z0-9_-]{43}$/;

function fault(reason: string): ReadConfirmation {
  return { ok: false, reason };
}
