import type { ApiKeyRecord, Principal } from '@airside/domain';

import { ABSENT, type Authentication, type Authenticator } from '../authenticator.ts';
import type { Directory } from '../directory/directory.ts';
import { standingOf } from '../directory/standing.ts';
import { quotedString } from '../header/quoted-string.ts';
import { API_KEY_PREFIX, checkApiKeyForm } from './form.ts';
import { hashApiKey } from './hash.ts';
import { compileOrigin, faultInLife, faultInPlace, nameOf } from './limits.ts';

export interface ApiKeyOptions {
  /** Name of the header field that carries the key. */
  readonly header: string;
  readonly realm: string;
  readonly directory: Directory;
  /** Id of the API that is called: a key may be limited to some. */
  readonly api: string;
  /** What the gateway is for: a key may be limited to some environments. `production` where absent. */
  readonly environment?: string;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Accepts API keys by their SHA-256. What the time of the look-up could reveal is the hash of what the caller sent, never a key.
 * The challenge scheme `ApiKey` is not registered with IANA: no registered scheme describes a key in a header field of its own.
 *
 * @throws {TypeError} when the header's name is not a token.
 */
export function createApiKeyAuthenticator(options: ApiKeyOptions): Authenticator {
  const { header, realm, directory, now = Date.now } = options;
  if (!/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(header)) {
    throw new TypeError(`${JSON.stringify(header)} is not the name of a header field: expected a token such as X-Api-Key`);
  }
  const name = header.toLowerCase();
  const judged = new WeakMap<ApiKeyRecord, Judged>();

  const judge = (record: ApiKeyRecord): Judged => {
    const known = judged.get(record);
    if (known?.generation === directory.generation) return known;
    const { generation } = directory;
    const fresh = { generation, answer: answerFor(record, options), faultInOrigin: compileOrigin(record) };
    judged.set(record, fresh);
    return fresh;
  };
  return {
    kind: 'apiKey',
    challenge: `ApiKey realm=${quotedString(realm)}, header=${quotedString(header)}`,
    headers: [name],
    isPresented: (request) => request.header(name) !== undefined,
    guess(request) {
      const key = request.header(name);
      // What Airside makes has more random bits than can be tried; of keys made elsewhere nobody knows.
      if (key === undefined || key.startsWith(API_KEY_PREFIX) || faultOf(key) !== undefined) return undefined;
      return { account: key.slice(0, GUESSED_CHARACTERS), secret: key };
    },
    authenticate(request) {
      const key = request.header(name);
      if (key === undefined) return ABSENT;
      const fault = faultOf(key);
      if (fault !== undefined) return refused(fault);
      const record = directory.key(hashApiKey(key));
      if (record === undefined) return { ...refused('unknown API key'), account: key.slice(0, GUESSED_CHARACTERS) };
      const expired = record.expiresAtMs === undefined ? undefined : faultInLife(record, now());
      if (expired !== undefined) return refused(expired);
      const { answer, faultInOrigin } = judge(record);
      const foreign = answer.outcome === 'accepted' ? faultInOrigin(request.clientAddress) : undefined;
      return foreign === undefined ? answer : refused(foreign);
    },
  };
}

/** What a record amounts to as long as the directory does not change, but for the time and the caller's address. */
interface Judged {
  readonly generation: number;
  readonly answer: Authentication;
  readonly faultInOrigin: (address: string) => string | undefined;
}

const SHORTEST = 20;
const LONGEST = 512;
/** Enough to tell one guessed key from another, too little to be of use: the prefix and 4 of 36 characters. */
const GUESSED_CHARACTERS = 12;

function answerFor(record: ApiKeyRecord, { directory, api, environment = 'production' }: ApiKeyOptions): Authentication {
  const fault = faultInPlace(record, api, environment);
  if (fault !== undefined) return refused(fault);
  const standing = standingOf(record, directory);
  if ('fault' in standing) return refused(`${nameOf(record)}: ${standing.fault}`);
  const principal: Principal = Object.freeze({
    kind: 'apiKey',
    subject: record.consumer,
    consumer: record.consumer,
    credential: record.id,
    scopes: Object.freeze([...(record.scopes ?? directory.consumer(record.consumer)?.scopes ?? [])]),
    ...standing,
    ...(record.plan !== undefined && { plan: record.plan }),
  });
  return Object.freeze({ outcome: 'accepted', principal });
}

function faultOf(key: string): string | undefined {
  if (key.length > LONGEST) return `API key is longer than ${LONGEST} characters`;
  if (key.includes(',')) return 'several API keys, or a comma in one: expected exactly one key';
  if (!/^[\x21-\x7e]*$/.test(key)) return 'API key holds characters other than visible ASCII';
  if (key.length < SHORTEST) return `API key is shorter than ${SHORTEST} characters`;
  if (key.startsWith(API_KEY_PREFIX) && !checkApiKeyForm(key)) return 'API key is mistyped or cut off: its checksum does not fit';
  return undefined;
}

function refused(reason: string): Authentication & { readonly outcome: 'refused' } {
  return { outcome: 'refused', reason };
}
