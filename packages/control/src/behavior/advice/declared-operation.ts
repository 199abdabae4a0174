/** An operation that a definition has. */
export interface DeclaredOperation {
  readonly method: string;
  readonly template: string;
  /** The scopes that it may ask for. */
  readonly scopes: readonly string[];
  /** The schema that a parameter has, references to it undone; undefined where none is declared. */
  readonly schemaOf: (place: 'path' | 'query', name: string) => Readonly<Record<string, unknown>> | undefined;
}

/** The operations of an API; undefined where it has no definition. */
export type OperationsOf = (api: string) => readonly DeclaredOperation[] | undefined;
