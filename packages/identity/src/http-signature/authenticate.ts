import type { Principal, SignatureKeyRecord } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator, type BodyCheck, type CredentialRequest } from '../authenticator.ts';
import { readContentDigest } from '../digest-fields/content-digest.ts';
import type { Directory } from '../directory/directory.ts';
import { standingOf } from '../directory/standing.ts';
import { excerpt } from '../header/excerpt.ts';
import { quotedString } from '../header/quoted-string.ts';
import { replayId } from '../replay/id.ts';
import type { ReplayStore, Use } from '../replay/store.ts';
import type { Item } from '../structured-fields/types.ts';
import { acceptSignature } from './accept-signature.ts';
import { importVerificationKey, type VerificationKey } from './algorithms.ts';
import { signatureBase } from './base.ts';
import { uncovered } from './coverage.ts';
import { lifetime, readParameters, type SignatureParameters, type TimeLimits } from './parameters.ts';
import { type MessageSignature, readSignatures } from './signature-input.ts';

export interface HttpSignatureOptions extends TimeLimits {
  readonly realm: string;
  readonly directory: Directory;
  /** Names of the components that every signature has to cover, `@query` where there is one. `content-digest` always joins them where there is a body. */
  readonly components: readonly string[];
  /** Whether a signature must have a nonce. One that it has is accepted once. */
  readonly nonce: 'optional' | 'required';
  /** Signatures with another tag, or without, are somebody else's and passed over; absent: tags do not matter. */
  readonly tag?: string | undefined;
  /** Remembers nonces. */
  readonly replay: ReplayStore;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts HTTP message signatures (RFC 9421) by keys of consumers. Every signature by a known key has to hold, and all of them have to be one
 * consumer's; there must be one. The body is vouched for by its digest (RFC 9530), which has to be covered.
 */
export function createHttpSignatureAuthenticator(options: HttpSignatureOptions): Authenticator {
  const { directory, realm, replay, now = Date.now } = options;
  const keys = new WeakMap<SignatureKeyRecord, VerificationKey>();
  const keyOf = (record: SignatureKeyRecord): VerificationKey => {
    const key =
      keys.get(record) ?? importVerificationKey(record.algorithm, typeof record.key === 'string' ? record.key : record.key.reveal());
    keys.set(record, key);
    return key;
  };
  const required = [...new Set([...options.components, 'content-digest'])];
  const hint = ['Accept-Signature', acceptSignature({ ...options, components: required })];
  const refused = (reason: string): Authentication => ({ outcome: 'refused', reason, headers: hint });

  return {
    kind: 'signature',
    challenge: `Signature realm=${quotedString(realm)}`,
    challengeHeaders: hint,
    headers: ['signature', 'signature-input'],
    isPresented: (request) => request.header('signature-input') !== undefined || request.header('signature') !== undefined,
    authenticate(request) {
      const input = request.header('signature-input');
      const value = request.header('signature');
      if (input === undefined && value === undefined) return ABSENT;
      const read = readSignatures(input, value);
      if (!read.ok) return refused(read.reason);
      const candidates: Candidate[] = [];
      for (const signature of read.signatures) {
        const parameters = readParameters(signature.parameters);
        if (parameters === undefined) return refused('a parameter of a signature has the wrong type');
        const record = parameters.keyid === undefined ? undefined : directory.signatureKey(parameters.keyid);
        if (record !== undefined && (options.tag === undefined || options.tag === parameters.tag))
          candidates.push({ signature, parameters, record });
      }
      const [first] = candidates;
      if (first === undefined) return refused(`no signature${options.tag === undefined ? '' : ' with the tag'} by a known key`);
      if (candidates.some(({ record }) => record.consumer !== first.record.consumer))
        return refused('signatures are of different consumers');
      const nowMs = now();
      for (const candidate of candidates) {
        const fault = faultOf(request, candidate, keyOf(candidate.record), { ...options, components: required }, nowMs);
        if (fault !== undefined) return refused(`signature by key ${excerpt(candidate.record.id)}: ${fault}`);
      }
      const digest = digestCheck(request, candidates);
      if (typeof digest === 'string') return refused(digest);
      const conclude = (uses: readonly Use[]): Authentication => {
        if (uses.includes('again')) return refused('nonce was used before');
        if (uses.includes('full')) return { outcome: 'unavailable', reason: 'too many nonces to remember' };
        return answerFor(first.record, directory, digest, refused);
      };
      const uses = candidates.map((candidate) => useNonce(candidate, options, replay, nowMs));
      return uses.every((use) => typeof use === 'string')
        ? conclude(uses)
        : Promise.all(uses.map(async (use) => use)).then(conclude, notKnown);
    },
  };
}

interface Candidate {
  readonly signature: MessageSignature;
  readonly parameters: SignatureParameters;
  readonly record: SignatureKeyRecord;
}

function faultOf(
  request: CredentialRequest,
  { signature, parameters }: Candidate,
  key: VerificationKey,
  options: HttpSignatureOptions,
  nowMs: number,
): string | undefined {
  if (parameters.alg !== undefined && parameters.alg !== key.algorithm) return `alg is not ${key.algorithm}, which the key is for`;
  const life = lifetime(parameters, options, nowMs);
  if (typeof life === 'string') return life;
  if (options.nonce === 'required' && parameters.nonce === undefined) return 'signature has no nonce';
  const missing = uncovered(signature.components, options.components, request);
  if (missing !== undefined) return `signature does not cover ${missing}`;
  const base = signatureBase(request, signature.components, signature.serialized);
  if (!base.ok) return base.reason;
  return key.verifies(base.value, signature.signature) ? undefined : 'signature does not verify';
}

/** The body's check where a digest is covered; a text where that cannot be read. */
function digestCheck(request: CredentialRequest, candidates: readonly Candidate[]): BodyCheck | undefined | string {
  const field = request.header('content-digest');
  const isCovered = candidates.some(({ signature }) => signature.components.some(isWholeDigest));
  if (field === undefined || !isCovered) return undefined;
  const digest = readContentDigest(field);
  return digest.ok ? digest.check : digest.reason;
}

/** Covered by a key, the other digests might be anybody's. */
function isWholeDigest({ bare, parameters }: Item): boolean {
  return bare.value === 'content-digest' && !parameters.has('key');
}

function useNonce(
  { parameters, record }: Candidate,
  options: HttpSignatureOptions,
  replay: ReplayStore,
  nowMs: number,
): Use | Promise<Use> {
  const life = lifetime(parameters, options, nowMs);
  if (parameters.nonce === undefined || typeof life === 'string') return 'first';
  return replay.use(`consumer ${record.consumer}`, replayId('signature', record.id, parameters.nonce), life.untilMs);
}

function notKnown(error: unknown): Authentication {
  return { outcome: 'unavailable', reason: `whether a nonce was used before is unknown: ${(error as Error).message}` };
}

function answerFor(
  { id, consumer, scopes }: SignatureKeyRecord,
  directory: Directory,
  body: BodyCheck | undefined,
  refused: (reason: string) => Authentication,
): Authentication {
  const standing = standingOf({ consumer }, directory);
  if ('fault' in standing) return refused(`key ${excerpt(id)}: ${standing.fault}`);
  const principal: Principal = Object.freeze({
    kind: 'signature',
    subject: consumer,
    consumer,
    credential: id,
    scopes: Object.freeze([...(scopes ?? directory.consumer(consumer)?.scopes ?? [])]),
    ...standing,
  });
  return { outcome: 'accepted', principal, ...(body !== undefined && { body }) };
}
