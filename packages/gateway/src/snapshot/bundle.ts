import type { DefinitionDocument } from '@airside/openapi';

export interface LoadedDefinition {
  readonly document: DefinitionDocument;
  /** SHA-256 of the document: equal digests, equal definitions. */
  readonly digest: string;
}

/** All that a gateway needs to serve a configuration: plain data that can be sent to another process. It holds secrets. */
export interface ConfigurationBundle {
  readonly source: unknown;
  /** The directory that relative paths in the source start from. */
  readonly directory: string;
  readonly definitions: Readonly<Record<string, LoadedDefinition>>;
  /** Certificates and keys in PEM form, by position in `gateway.listen`. */
  readonly tls: readonly ({ readonly cert: string; readonly key: string } | null)[];
}
