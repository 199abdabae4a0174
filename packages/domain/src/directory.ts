/**
 * The directory: who may call, and with which credentials. Each record lives either in the configuration file or in the store, and says
 * which: only the latter can be changed by commands.
 */

export type RecordSource = 'file' | 'store';

/** An organisation that calls APIs. */
export interface Consumer {
  readonly id: string;
  readonly source: RecordSource;
  readonly name?: string;
  /** Whom to ask about it. */
  readonly contact?: string;
  /** Scopes of its keys and logins that name none of their own. */
  readonly scopes: readonly string[];
  readonly roles: readonly string[];
  readonly groups: readonly string[];
  /** Id of the plan whose limits count for it. */
  readonly plan?: string;
  /** None of its credentials is accepted. */
  readonly suspended: boolean;
}

/** A program of a consumer; keys and clients may belong to one. */
export interface Application {
  readonly id: string;
  readonly source: RecordSource;
  readonly consumer: string;
  readonly name?: string;
  readonly plan?: string;
  readonly suspended: boolean;
}

/** So many requests within a time. */
export interface Allowance {
  readonly requests: number;
  readonly windowMs: number;
}

/** Named limits: what a consumer, an application or a key may use up. */
export interface Plan {
  readonly id: string;
  readonly source: RecordSource;
  readonly name?: string;
  /** Replaces the rate limit of the API. */
  readonly rate?: Allowance & { readonly burst?: number };
  /** Counted beside the rate, over a longer time. */
  readonly quota?: Allowance;
}

/** A group of consumers that access rules can name. Membership stands at the consumer. */
export interface Group {
  readonly id: string;
  readonly source: RecordSource;
  readonly name?: string;
}

/** An API key without the key: what is kept of it. */
export interface ApiKeyRecord {
  /** Names the key in records and commands. */
  readonly id: string;
  readonly source: RecordSource;
  readonly consumer: string;
  readonly application?: string;
  readonly name?: string;
  /** As `hashApiKey` returns it. */
  readonly sha256: string;
  /** What may be shown of the key: its prefix and its last four characters; absent where the key was never seen. */
  readonly shown?: string;
  /** The consumer's where absent. */
  readonly scopes?: readonly string[];
  /** The only APIs that it opens; all where absent. */
  readonly apis?: readonly string[];
  /** The only environments that it opens; all where absent. */
  readonly environments?: readonly string[];
  /** The only addresses and networks (CIDR) that it is accepted from; all where absent. */
  readonly addresses?: readonly string[];
  readonly plan?: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** Milliseconds since 1970; refused from this time on. */
  readonly expiresAtMs?: number;
  readonly createdAtMs?: number;
  readonly revokedAtMs?: number;
  /** The key that was made to take its place. */
  readonly replacedBy?: string;
  readonly lastUsedAtMs?: number;
}

/** A client at an identity provider, or at Airside's own authorization server. */
export interface ClientRecord {
  /** Name of an entry of `issuers`, or `airside` for the authorization server within. */
  readonly issuer: string;
  readonly clientId: string;
  readonly source: RecordSource;
  readonly consumer: string;
  readonly application?: string;
  readonly name?: string;
  readonly createdAtMs?: number;
  readonly revokedAtMs?: number;
  /** What the authorization server within has to know of it; absent for clients of others. */
  readonly registration?: ClientRegistration;
}

/** Metadata of a client (RFC 7591 section 2), as far as it can be chosen here. */
export interface ClientRegistration {
  readonly grantTypes: readonly ('client_credentials' | 'authorization_code' | 'refresh_token' | 'device_code')[];
  readonly redirectUris: readonly string[];
  readonly scopes: readonly string[];
  readonly authentication: 'client_secret_basic' | 'client_secret_post' | 'private_key_jwt' | 'none';
  /** SHA-256 of the secret, in lower-case hexadecimal digits. */
  readonly secretSha256?: string;
  /** Public keys for `private_key_jwt` (RFC 7517 section 5). */
  readonly jwks?: { readonly keys: readonly object[] };
  /** Its tokens are bound to a key of its own (RFC 9449). */
  readonly dpopBound: boolean;
}

/** A user name and password. */
export interface LoginRecord {
  readonly source: RecordSource;
  readonly username: string;
  readonly consumer: string;
  /** Argon2id hash as a PHC string. */
  readonly passwordHash: string;
  readonly scopes?: readonly string[];
}

/** The kinds of record by name. */
export interface DirectoryRecords {
  readonly consumer: Consumer;
  readonly application: Application;
  readonly plan: Plan;
  readonly group: Group;
  readonly key: ApiKeyRecord;
  readonly client: ClientRecord;
  readonly login: LoginRecord;
}

export type DirectoryKind = keyof DirectoryRecords;

/** All records, for a gateway that starts. */
export type DirectoryContents = { readonly [Kind in DirectoryKind]: readonly DirectoryRecords[Kind][] };

/** One record as it is from now on; undefined when it is gone. `id` is what `directoryId` says. */
export type DirectoryChange = {
  readonly [Kind in DirectoryKind]: { readonly kind: Kind; readonly id: string; readonly record: DirectoryRecords[Kind] | undefined };
}[DirectoryKind];

/** What a record is known by among its kind. */
export function directoryId(change: { readonly kind: DirectoryKind; readonly record: DirectoryRecords[DirectoryKind] }): string {
  const { record } = change;
  if ('clientId' in record) return `${record.issuer}#${record.clientId}`;
  return 'username' in record ? record.username.normalize('NFC') : record.id;
}
