import type { DefinitionDocument } from './document.ts';

/** One way to satisfy an operation's security: all of its schemes together. No scheme at all means that anonymous calls are accepted. */
export interface SecurityAlternative {
  readonly schemes: readonly { readonly name: string; readonly scopes: readonly string[] }[];
}

export interface Operation {
  /** The `operationId`, or `GET /orders/{orderId}` where there is none. */
  readonly id: string;
  /** As it is sent: upper case, or as `additionalOperations` of OpenAPI 3.2 writes it. */
  readonly method: string;
  /** The path template as in the definition, without the servers' path: `/orders/{orderId}`. */
  readonly template: string;
  readonly deprecated: boolean;
  /** `x-deprecated-since` of an operation that is deprecated, as it is written. */
  readonly deprecatedSince?: string;
  /** `x-sunset`, as it is written. */
  readonly sunset?: string;
  readonly tags: readonly string[];
  /** Undefined where neither the operation nor the root declares security; `security: []` is one alternative without schemes. */
  readonly security: readonly SecurityAlternative[] | undefined;
  /** JSON pointer to its path item in the document. */
  readonly pathItemPointer: string;
  /** JSON pointer to the operation in the document. */
  readonly pointer: string;
}

/** What the gateway needs of an API definition. Made by `buildDefinition`. */
export interface Definition {
  readonly title: string;
  readonly version: string;
  /** The distinct path parts of the servers' URLs, without a slash at their ends; '' for none. Variables stand for their defaults. */
  readonly serverPaths: readonly string[];
  readonly operations: readonly Operation[];
  /** The document that everything here was read from. */
  readonly document: DefinitionDocument;
}
