import { bytesOf, isUnambiguous, textOf } from './base64url.ts';
import { ClaimSet } from './claim-set.ts';
import { HeaderMemory } from './header-memory.ts';
import { normalizeType } from './type.ts';

/** A JWS in compact serialization, taken apart but not verified. */
export interface CompactToken extends SignedText {
  readonly header: JoseHeader;
  /** All of the header. What names or holds a key there (`jwk`, `jku`, `x5u`, `x5c`) says nothing about whose key it is. */
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly claims: Claims;
}

/** What a signature is over, in ASCII (RFC 7515 section 5.2), and the signature. */
export interface SignedText {
  readonly signed: string;
  readonly signature: Uint8Array;
}

/** The parameters of the header that matter here. */
export interface JoseHeader {
  readonly alg: string;
  readonly kid: string | undefined;
  readonly typ: string | undefined;
  /** The `typ` as `normalizeType` writes it; a missing one says as little as `JWT` does (RFC 7519 section 5.1). */
  readonly type: string;
}

/** A claims set. Values are what the sender wrote: of any type. */
export type Claims = ReadonlyMap<string, unknown>;

export type ParsedCompact = { readonly ok: true; readonly value: CompactToken } | { readonly ok: false; readonly reason: string };

/** Longest access token that is looked at. */
export const LONGEST_TOKEN = 8192;

/**
 * Takes a signed JWT apart (RFC 7515 section 7.1, RFC 7519 section 7.2). Strict: exactly three parts of canonical base64url, so that a token
 * has one spelling only; header and claims are JSON objects in UTF-8. A header with `crit` is refused, because no extension is understood
 * (RFC 7515 section 4.1.11), and so is `b64`, which RFC 7797 section 7 forbids in a JWT.
 */
export function parseCompact(token: string, longest: number = LONGEST_TOKEN): ParsedCompact {
  if (token.length > longest) return fault(`token is longer than ${longest} characters`);
  const headerEnd = token.indexOf('.');
  const claimsEnd = token.indexOf('.', headerEnd + 1);
  const next = token.indexOf('.', claimsEnd + 1);
  if (headerEnd === -1 || claimsEnd === headerEnd || next !== -1) return fault(faultInParts(token));
  if (!isUnambiguous(token)) return fault('the token has characters that base64url does not have');
  const signature = bytesOf(token.slice(claimsEnd + 1));
  if (signature === undefined) return fault('the signature of the token is not base64url');
  const read = headerOf(token.slice(0, headerEnd));
  if (typeof read === 'string') return fault(read);
  const claims = parseObject(token.slice(headerEnd + 1, claimsEnd));
  if (claims === undefined) return fault('the claims of the token are not a JSON object in base64url');
  return { ok: true, value: { signed: token.slice(0, claimsEnd), signature, header: read.header, parameters: read.parameters, claims } };
}

function faultInParts(token: string): string {
  return token.split('.', 6).length === 5
    ? 'token is encrypted: expected a signed one (JWS)'
    : 'not a JWT: expected three parts separated by dots';
}

type ReadHeader = Pick<CompactToken, 'header' | 'parameters'>;

const headers = new HeaderMemory<ReadHeader>();

function headerOf(part: string): ReadHeader | string {
  const known = headers.find(part);
  if (known !== undefined) return known;
  const parameters = parseObject(part);
  if (parameters === undefined) return 'the header of the token is not a JSON object in base64url';
  const header = readHeader(parameters);
  if (typeof header === 'string') return header;
  const read: ReadHeader = { parameters, header };
  headers.note(part, read);
  return read;
}

function readHeader(parameters: ReadonlyMap<string, unknown>): JoseHeader | string {
  if (parameters.has('crit')) return 'token has critical header parameters (crit): none is understood';
  if (parameters.has('b64')) return 'token has the header parameter b64, which no JWT may have';
  const alg = parameters.get('alg');
  const kid = parameters.get('kid');
  const typ = parameters.get('typ');
  if (typeof alg !== 'string') return 'token names no algorithm (alg)';
  if (kid !== undefined && typeof kid !== 'string') return 'the kid of the token is not a string';
  if (typ !== undefined && typeof typ !== 'string') return 'the typ of the token is not a string';
  return { alg, kid, typ, type: normalizeType(typ ?? 'JWT') };
}

function parseObject(part: string): ReadonlyMap<string, unknown> | undefined {
  const text = textOf(part);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? new ClaimSet(value) : undefined;
  } catch {
    return undefined;
  }
}

function fault(reason: string): ParsedCompact {
  return { ok: false, reason };
}
