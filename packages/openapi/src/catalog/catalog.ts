import type { SecurityAlternative } from '../definition/definition.ts';
import type { Location } from '../read/locate.ts';

export type DefinitionKind = 'openapi' | 'asyncapi' | 'graphql';

/** What a definition says of an API, whatever it is written in: as much as is needed to list it. */
export interface Catalog {
  readonly kind: DefinitionKind;
  /** Version of the language: `3.1.0`; '' for GraphQL, whose documents do not say it. */
  readonly specification: string;
  /** Of GraphQL, which has none, the name of the file. */
  readonly title: string;
  /** Of the API; '' where the definition does not say. */
  readonly version: string;
  /** URLs, as they are written. */
  readonly servers: readonly string[];
  readonly operations: readonly CatalogOperation[];
}

/** Something that callers do with an API. */
export interface CatalogOperation {
  /** The `operationId`, or what tells it from others: `GET /orders`, `Query.orders`. */
  readonly id: string;
  /** An HTTP method; of AsyncAPI the action (`SEND`, `RECEIVE`, in 2.x `PUBLISH`, `SUBSCRIBE`); of GraphQL `QUERY`, `MUTATION`, `SUBSCRIPTION`. */
  readonly method: string;
  /** A path template, the address of a channel, or the name of a field. */
  readonly path: string;
  /** Undefined where the definition says nothing of it. */
  readonly security: readonly SecurityAlternative[] | undefined;
  readonly deprecated: boolean;
  /** Why, or what to use instead, where that is said. */
  readonly deprecation?: string;
  /** Of GraphQL: what the field takes. */
  readonly arguments?: readonly CatalogArgument[];
  /** Of GraphQL: the type that the field gives. */
  readonly type?: string;
  readonly place: Location;
}

export interface CatalogArgument {
  readonly name: string;
  /** As it is written: `[ID!]!`. */
  readonly type: string;
  readonly required: boolean;
  readonly deprecated: boolean;
}
