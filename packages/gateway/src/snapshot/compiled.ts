import type { GatewayConfiguration } from '@airside/domain';
import type { IdentityTerms } from '@airside/identity';
import type { Operation } from '@airside/openapi';

import type { CountryLookup } from '../geography/countries.ts';
import type { NetworkLookup } from '../geography/networks.ts';
import type { compileClientMarks } from '../listen/client-marks.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { UpstreamGroup } from '../proxy/upstream-group.ts';
import type { Router } from '../route/router.ts';
import type { ClientTrusts } from './client-trust.ts';

/** An operation ready to be called. */
export interface CompiledOperation {
  /** Undefined where the API has no definition: then everything is one operation. */
  readonly operation: Operation | undefined;
  readonly pipeline: Pipeline;
}

export type OperationMatch =
  | { readonly kind: 'matched'; readonly operation: CompiledOperation; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'method-not-allowed'; readonly allowed: readonly string[] }
  | { readonly kind: 'not-found' };

/** An API ready to be called. */
export interface CompiledApi {
  readonly id: string;
  readonly upstreams: UpstreamGroup;
  readonly preserveHost: boolean;
  /** What its upstreams are told of callers. */
  readonly identityTerms: IdentityTerms;
  /** Parameters of the query in which its definition says that keys are sent: secret whatever they are called. */
  readonly keyParameters?: ReadonlySet<string>;
  readonly responseTimeoutMs: number;
  readonly idleTimeoutMs: number;
  /** All operations, in the order of the definition; the one without a definition. */
  readonly operations: readonly CompiledOperation[];
  /** `path` is below the API's base path. */
  match(method: string, path: string): OperationMatch;
  /** What calls to operations that do not exist pass before they are told so. */
  readonly unknown: CompiledOperation;
}

/** A configuration ready to serve: immutable, swapped as a whole. */
export interface Snapshot {
  readonly gateway: GatewayConfiguration;
  readonly router: Router<CompiledApi>;
  /** What Airside itself serves by other processes than this one; no API is asked for these paths. */
  readonly own: Router<CompiledApi>;
  readonly apiCount: number;
  clientAddress(peer: string, header: (name: string) => string | undefined): string;
  isTrustedProxy(peer: string): boolean;
  readonly clientTrusts: ClientTrusts;
  /** Undefined where nothing asks for countries. */
  readonly countryOf: CountryLookup | undefined;
  /** Undefined where there is no database of networks, or nothing asks for them. */
  readonly networkOf?: NetworkLookup | undefined;
  /** Undefined where nothing is configured by which clients are told apart besides their address. */
  readonly marksOf?: ReturnType<typeof compileClientMarks>;
  /** Whether a path is in an API that is none; undefined where there are no such. */
  readonly isDecoy?: ((host: string, path: string) => boolean) | undefined;
  /** Requests under way on this snapshot. */
  inFlight: number;
  /** Gives back what the snapshot shares. Called once, when it is neither current nor in use. */
  release(): void;
}
