import type { Principal } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator } from '../authenticator.ts';
import { quotedString } from '../header/quoted-string.ts';
import { API_KEY_PREFIX, checkApiKeyForm } from './form.ts';
import { hashApiKey } from './hash.ts';

/** One key that is accepted. */
export interface AcceptedApiKey {
  readonly consumer: string;
  /** Names the key in records. */
  readonly id: string;
  /** As `hashApiKey` returns it. */
  readonly sha256: string;
  readonly scopes: readonly string[];
  /** Refused from this time on (milliseconds since 1970). */
  readonly expiresAtMs?: number;
}

export interface ApiKeyOptions {
  /** Name of the header field that carries the key. */
  readonly header: string;
  readonly realm: string;
  readonly keys: readonly AcceptedApiKey[];
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts API keys by their SHA-256. What the time of the look-up could reveal is the hash of what the caller sent, never a key.
 * The challenge scheme `ApiKey` is not registered with IANA: no registered scheme describes a key in a header field of its own.
 *
 * @throws {TypeError} when a hash is malformed, two keys are the same, or the header's name is not a token.
 */
export function createApiKeyAuthenticator(options: ApiKeyOptions): Authenticator {
  const { header, realm, now = Date.now } = options;
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(header)) {
    throw new TypeError(`${JSON.stringify(header)} is not the name of a header field: expected a token such as X-Api-Key`);
  }
  const name = header.toLowerCase();
  const entries = indexKeys(options.keys);

  return {
    kind: 'apiKey',
    challenge: `ApiKey realm=${quotedString(realm)}, header=${quotedString(header)}`,
    headers: [name],
    isPresented: (read) => read(name) !== undefined,
    authenticate(read) {
      const key = read(name);
      if (key === undefined) return ABSENT;
      const fault = faultOf(key);
      if (fault !== undefined) return refused(fault);
      const entry = entries.get(hashApiKey(key));
      if (entry === undefined) return refused('unknown API key');
      if (entry.expiresAtMs !== undefined && now() >= entry.expiresAtMs) {
        return refused(`API key ${entry.id} of consumer ${entry.consumer} expired at ${new Date(entry.expiresAtMs).toISOString()}`);
      }
      return entry.accepted;
    },
  };
}

interface Entry extends AcceptedApiKey {
  readonly accepted: Authentication;
}

const SHORTEST = 20;
const LONGEST = 512;

function indexKeys(keys: readonly AcceptedApiKey[]): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const key of keys) {
    const where = `API key ${key.id} of consumer ${key.consumer}`;
    if (!/^[0-9a-f]{64}$/.test(key.sha256)) throw new TypeError(`${where}: expected sha256 to be 64 lower-case hexadecimal digits`);
    if (key.expiresAtMs !== undefined && !Number.isFinite(new Date(key.expiresAtMs).getTime())) {
      throw new TypeError(`${where}: expected expiresAtMs to be a time in milliseconds since 1970`);
    }
    const other = entries.get(key.sha256);
    if (other !== undefined)
      throw new TypeError(`${where} is the same key as ${other.id} of consumer ${other.consumer}: give each its own`);
    const principal: Principal = Object.freeze({
      kind: 'apiKey',
      subject: key.consumer,
      consumer: key.consumer,
      credential: key.id,
      scopes: Object.freeze([...key.scopes]),
    });
    entries.set(key.sha256, { ...key, accepted: Object.freeze({ outcome: 'accepted', principal }) });
  }
  return entries;
}

function faultOf(key: string): string | undefined {
  if (key.length > LONGEST) return `API key is longer than ${LONGEST} characters`;
  if (key.includes(',')) return 'several API keys, or a comma in one: expected exactly one key';
  if (!/^[\x21-\x7e]*$/.test(key)) return 'API key holds characters other than visible ASCII';
  if (key.length < SHORTEST) return `API key is shorter than ${SHORTEST} characters`;
  if (key.startsWith(API_KEY_PREFIX) && !checkApiKeyForm(key)) return 'API key is mistyped or cut off: its checksum does not fit';
  return undefined;
}

function refused(reason: string): Authentication {
  return { outcome: 'refused', reason };
}
