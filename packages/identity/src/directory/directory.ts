import type {
  ApiKeyRecord,
  Application,
  CertificateRecord,
  ClientRecord,
  Consumer,
  DirectoryChange,
  DirectoryContents,
  DirectoryKind,
  DirectoryRecords,
  Group,
  LoginRecord,
  Plan,
  SignatureKeyRecord,
  WebhookRecord,
} from '@airside/domain';

/** What authenticators look callers up in. Every look-up is a matter of one map. */
export interface Directory {
  /** Changes with every change of a record: what was derived from records is derived anew then. */
  readonly generation: number;
  /** The key with this hash (`hashApiKey`), also one that is revoked or expired. */
  key(sha256: string): ApiKeyRecord | undefined;
  consumer(id: string): Consumer | undefined;
  application(id: string): Application | undefined;
  plan(id: string): Plan | undefined;
  group(id: string): Group | undefined;
  /** `issuer` is the name of an entry of `issuers`. */
  client(issuer: string, clientId: string): ClientRecord | undefined;
  /** `username` in Unicode normal form C. */
  login(username: string): LoginRecord | undefined;
  logins(): Iterable<LoginRecord>;
  /** `match` as `certificateMatch` returns it. */
  certificate(match: string): CertificateRecord | undefined;
  /** The key that HTTP message signatures name so. */
  signatureKey(keyid: string): SignatureKeyRecord | undefined;
  webhooks(): Iterable<WebhookRecord>;
}

/** The records behind a directory, for those who show or copy them. */
export interface DirectoryRecordSet {
  /** The record that `directoryId` names so. */
  record<Kind extends DirectoryKind>(kind: Kind, id: string): DirectoryRecords[Kind] | undefined;
  /** All records as they are now. */
  contents(): DirectoryContents;
}

/** A directory whose records can be changed; what looks things up in it sees each change at once. */
export interface MutableDirectory extends Directory, DirectoryRecordSet {
  apply(changes: readonly DirectoryChange[]): void;
  /** Puts these records in the place of all that were there. */
  replace(contents: DirectoryContents): void;
}
