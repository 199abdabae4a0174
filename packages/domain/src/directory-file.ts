import type { Secret } from './configuration/secret.ts';
import type { RecordSource } from './directory.ts';

/** Records of the directory that live in the configuration file alone. */

/** A certificate that a consumer shows in TLS. */
export interface CertificateRecord {
  readonly source: RecordSource;
  readonly consumer: string;
  /** What it is known by: `sha256 …`, `subject …`, `dns …`, `uri …`, `email …` or `ip …`, each in the form that equal ones share. */
  readonly match: string;
  /** The consumer's where absent. */
  readonly scopes?: readonly string[];
}

/** The algorithms of HTTP message signatures (RFC 9421 section 3.3, as registered with IANA). */
export const HTTP_SIGNATURE_ALGORITHMS = [
  'ed25519',
  'ecdsa-p256-sha256',
  'ecdsa-p384-sha384',
  'rsa-pss-sha512',
  'rsa-v1_5-sha256',
  'hmac-sha256',
] as const;

export type HttpSignatureAlgorithm = (typeof HTTP_SIGNATURE_ALGORITHMS)[number];

/** A key that a consumer signs requests with. */
export interface SignatureKeyRecord {
  /** The `keyid` of its signatures. */
  readonly id: string;
  readonly source: RecordSource;
  readonly consumer: string;
  readonly algorithm: HttpSignatureAlgorithm;
  /** PEM; for `hmac-sha256` the shared secret in base64 instead. */
  readonly key: string | Secret;
  readonly scopes?: readonly string[];
}

/** Where a scheme of webhooks puts things, and what it signs. */
export interface WebhookScheme {
  /** Lower-case name of the field with the signature. */
  readonly signatureField: string;
  /** How signatures stand in it: one behind a prefix; or in a list, the ones behind the prefix. */
  readonly form: { readonly separator?: string; readonly prefix: string };
  readonly encoding: 'hex' | 'base64';
  readonly hash: 'sha256' | 'sha512';
  /** The time in seconds since 1970: a field of its own, or an entry `t=` of the list; absent where the scheme has none. */
  readonly timestamp?: { readonly field: string } | { readonly entry: string };
  /** Lower-case name of the field with the message's id, where that is signed. */
  readonly idField?: string;
  /** What is signed: texts, and `id`, `timestamp` and `body` in their places. */
  readonly content: readonly ({ readonly text: string } | 'id' | 'timestamp' | 'body')[];
  /** How a secret is written; `whsec` is base64 behind `whsec_`. */
  readonly secretEncoding: 'utf8' | 'base64' | 'whsec';
}

/** A sender of webhooks. */
export interface WebhookRecord {
  readonly id: string;
  readonly source: RecordSource;
  readonly consumer: string;
  readonly scheme: WebhookScheme;
  /** More than one while they are rotated. */
  readonly secrets: readonly Secret[];
  readonly scopes?: readonly string[];
}

/** All of them. */
export interface FileRecords {
  readonly certificate: readonly CertificateRecord[];
  readonly signatureKey: readonly SignatureKeyRecord[];
  readonly webhook: readonly WebhookRecord[];
}
