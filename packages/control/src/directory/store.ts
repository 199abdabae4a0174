import type {
  ApiKeyRecord,
  Application,
  ClientRecord,
  ClientRegistration,
  Consumer,
  DirectoryChange,
  DirectoryContents,
  DirectoryKind,
  Group,
  Plan,
} from '@airside/domain';

/** Who changes the directory, for the audit record: `os:NAME` for somebody at the local admin socket. */
export interface Actor {
  readonly name: string;
}

/** A change of the directory as it stays on record. What is secret (hashes) is left out of `before` and `after`. */
export interface AuditRecord {
  readonly sequence: number;
  /** Milliseconds since 1970. */
  readonly timeMs: number;
  readonly actor: string;
  /** Such as `key.rotate`. */
  readonly action: string;
  readonly kind: DirectoryKind;
  readonly id: string;
  /** Null where there was no record before. */
  readonly before: Readonly<Record<string, unknown>> | null;
  /** Null where the record is gone. */
  readonly after: Readonly<Record<string, unknown>> | null;
}

/** What a change of the directory leads to, for those who keep a copy of it. */
export interface Changed<Result> {
  readonly result: Result;
  readonly changes: readonly DirectoryChange[];
}

type Without<Record_, Names extends string> = Omit<Record_, Names | 'source'>;

/** Fields to set; null removes one that may be absent. */
export type Changes<Fields> = { readonly [Name in keyof Fields]?: Fields[Name] | (undefined extends Fields[Name] ? null : never) };

export type NewConsumer = Pick<Consumer, 'id'> & Partial<Without<Consumer, 'id' | 'suspended'>>;
export type NewApplication = Without<Application, 'suspended'>;
export type ConsumerChanges = Changes<Without<Consumer, 'id'>>;
export type ApplicationChanges = Changes<Without<Application, 'id' | 'consumer'>>;
export type NewPlan = Without<Plan, never>;
export type NewGroup = Without<Group, never>;
/** `id` is chosen where absent. */
export type NewKey = Without<ApiKeyRecord, 'id' | 'sha256' | 'shown' | 'createdAtMs' | 'revokedAtMs' | 'replacedBy' | 'lastUsedAtMs'> & {
  readonly id?: string;
};
export type NewClient = Omit<ClientRecord, 'source' | 'createdAtMs' | 'revokedAtMs' | 'clientId' | 'registration'> & {
  /** Chosen where absent, which only the authorization server within can do. */
  readonly clientId?: string;
  readonly registration?: Omit<ClientRegistration, 'secretSha256'>;
};

/** Which audit records are meant: those for which every given field fits. */
export interface HistoryFilter {
  readonly kind?: DirectoryKind;
  readonly id?: string;
  /** 100 where absent. */
  readonly limit?: number;
  /** Only sequences smaller than this one: the next page. */
  readonly before?: number;
  /** Only sequences greater than this one, and then oldest first: for whoever follows. */
  readonly after?: number;
}

/** The largest `limit` of a history. */
export const MOST_HISTORY = 1000;

/** A key as it is shown once, when it is made. */
export interface MadeKey {
  readonly key: string;
  readonly record: ApiKeyRecord;
}

/** A client with its secret, where it has one, which is shown once. */
export interface MadeClient {
  readonly secret?: string;
  readonly record: ClientRecord;
}

/**
 * The part of the directory that lives in the store. Each method that changes something writes an audit record in the same transaction.
 * Rejects with a `DirectoryError` where a request cannot be met (unknown id, id taken, still in use), whose `code` is stable, and with a
 * `StoreUnavailableError` where the storage fails.
 */
export interface DirectoryStore {
  contents(): Promise<DirectoryContents>;

  createConsumer(consumer: NewConsumer, by: Actor): Promise<Changed<Consumer>>;
  updateConsumer(id: string, changes: ConsumerChanges, by: Actor): Promise<Changed<Consumer>>;
  /** With all its applications, keys and clients, which are gone at once. */
  removeConsumer(id: string, by: Actor): Promise<Changed<void>>;

  createApplication(application: NewApplication, by: Actor): Promise<Changed<Application>>;
  updateApplication(id: string, changes: ApplicationChanges, by: Actor): Promise<Changed<Application>>;
  /** With all its keys and clients. */
  removeApplication(id: string, by: Actor): Promise<Changed<void>>;

  putPlan(plan: NewPlan, by: Actor): Promise<Changed<Plan>>;
  removePlan(id: string, by: Actor): Promise<Changed<void>>;
  putGroup(group: NewGroup, by: Actor): Promise<Changed<Group>>;
  removeGroup(id: string, by: Actor): Promise<Changed<void>>;

  createKey(key: NewKey, by: Actor): Promise<Changed<MadeKey>>;
  /** A new key with all that the old one had. The old one expires after the overlap, and never later than it would have. */
  rotateKey(id: string, overlapMs: number, by: Actor): Promise<Changed<MadeKey>>;
  revokeKey(id: string, by: Actor): Promise<Changed<ApiKeyRecord>>;
  /** When keys were last used, milliseconds since 1970 by key id. No audit record, no change for gateways. */
  recordKeyUse(uses: ReadonlyMap<string, number>): Promise<void>;
  /** The keys, of store and file, that could be used now and were not since this time: neither used nor made. Milliseconds since 1970. */
  unusedKeys(sinceMs: number): Promise<readonly ApiKeyRecord[]>;

  createClient(client: NewClient, by: Actor): Promise<Changed<MadeClient>>;
  /** A new secret; the old one is void at once. */
  rotateClientSecret(issuer: string, clientId: string, by: Actor): Promise<Changed<MadeClient>>;
  revokeClient(issuer: string, clientId: string, by: Actor): Promise<Changed<ClientRecord>>;

  /** Newest first unless `after` is given, at most `MOST_HISTORY` at once. */
  history(filter: HistoryFilter): Promise<readonly AuditRecord[]>;
  /** Release the storage. May be called twice. */
  close(): Promise<void>;
}
