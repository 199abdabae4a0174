import type { ClientTrustFiles } from '@airside/identity';
import type { DefinitionDocument } from '@airside/openapi';
import type { RuleSource } from '@airside/seclang';

import type { ListenerTls } from '../listen/secure-context.ts';

export interface LoadedDefinition {
  readonly document: DefinitionDocument;
  /** SHA-256 of the document: equal digests, equal definitions. */
  readonly digest: string;
}

/** Firewall rules as they were read: with these, and no file, every process compiles the same rule set. */
export interface LoadedRules {
  readonly sources: readonly RuleSource[];
  /** Content of rule and data files by their absolute path, as byte strings. */
  readonly files: Readonly<Record<string, string>>;
  /** The files that each pattern named. */
  readonly lists: Readonly<Record<string, readonly string[]>>;
  /** SHA-256 of all this: equal digests, equal rule sets. */
  readonly digest: string;
}

/** Where the authorization server of this Airside is, once it runs. */
export interface RunningAuthorizationServer {
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** The Unix socket that it listens on. */
  readonly socket: string;
  /** The file with its public keys. */
  readonly keySet: string;
}

/** All that a gateway needs to serve a configuration: plain data that can be sent to another process. It holds secrets. */
export interface ConfigurationBundle {
  readonly source: unknown;
  /** The directory that relative paths in the source start from. */
  readonly directory: string;
  readonly definitions: Readonly<Record<string, LoadedDefinition>>;
  /** What requests look like, for the policy `profile`, by the id of the API; only of APIs that have one. */
  readonly profiles: Readonly<Record<string, LoadedDefinition>>;
  /** By their digest. */
  readonly ruleSets: Readonly<Record<string, LoadedRules>>;
  /** The digest of an API's firewall rules by the API's id; only of APIs that have some. */
  readonly firewall: Readonly<Record<string, string>>;
  /** Certificates and keys in PEM form, by position in `gateway.listen`. */
  readonly tls: readonly ListenerTls[];
  /** Authorities of the certificates that trusted proxies name. */
  readonly forwardedCertificate?: ClientTrustFiles;
  /** The authorization server within; absent where none is configured, and while a configuration is only tried. */
  readonly authorizationServer?: RunningAuthorizationServer;
}
