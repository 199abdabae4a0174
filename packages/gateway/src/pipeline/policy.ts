import type { ApiConfiguration, Checkpoint, Configuration, Principal, ProblemName } from '@airside/domain';
import type { KeySet } from '@airside/identity';
import type { Definition, Operation } from '@airside/openapi';
import type { Engine } from '@airside/seclang';
import type { z } from 'zod';

import type { RateLimiter } from '../limits/rate-limiter.ts';

/** Why a request goes no further, and what the caller is told. */
export interface Refusal {
  readonly problem: ProblemName;
  /** For the record: in full, without secrets. */
  readonly reason: string;
  /** For the caller, where it helps an honest one. */
  readonly detail?: string;
  /** Field names and values, alternating. */
  readonly headers?: readonly string[];
  /** Further members of the problem document (RFC 9457 section 3.2). */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A request as a policy sees it. */
export interface PolicyRequest {
  readonly method: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  /** Path in normal form, with the API's base path, and query. */
  readonly target: string;
  /** Names as sent and values, alternating. */
  readonly rawHeaders: readonly string[];
  /** In normal form, below the API's base path. */
  readonly path: string;
  /** As sent, without the question mark. */
  readonly query: string;
  readonly clientAddress: string;
  /** Path parameters by name, percent-encoded as sent. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Who calls; anonymous until the identity checkpoint says otherwise. */
  readonly principal: Principal;
  /** Declared size of the body: 0 where there is none, undefined where it is sent in chunks of unknown total size. */
  readonly declaredBodyBytes: number | undefined;
  /** The body as far as it was read, which is all of it unless all that want it do with its start; empty before. */
  readonly body: Uint8Array;
  /** Value of a request header field by lower-case name; several fields of one name joined by a comma. */
  header(name: string): string | undefined;
  identify(principal: Principal): void;
  /** The largest body that may pass, from now on. The smallest of all calls counts. */
  limitBody(bytes: number): void;
  addResponseHeader(name: string, value: string): void;
  /** Keep a request header field (lower-case name) from the upstream. */
  withhold(name: string): void;
  /** A policy that only observes says here what it would have refused. */
  report(reason: string): void;
}

/** Undefined lets the request pass. Asynchronous only when it has to be. */
export type Judge = (request: PolicyRequest) => Refusal | undefined | Promise<Refusal | undefined>;

/** What a policy does on one operation: once the head has arrived, and once the body has been read (which it then is, up to the limit). */
export interface OperationJudges {
  readonly head?: Judge;
  readonly body?: {
    /** Whether the body of this request has to be read before it goes on. Asked after all heads passed. */
    readonly wanted: (request: PolicyRequest) => boolean;
    readonly judge: Judge;
    /** So many bytes are enough: where nobody wants more, the rest is not held in memory. All of it where absent. */
    readonly startBytes?: number;
  };
}

/** Long-lived things that policies share and that outlive a configuration. */
export interface PolicyServices {
  readonly rateLimiter: RateLimiter;
  /** The key set at a location, kept as long as a configuration in use names it. */
  keySet(location: string): KeySet;
}

/** What a policy knows when it is compiled, once for each API of a configuration. */
export interface ApiContext {
  readonly apiId: string;
  readonly api: ApiConfiguration;
  readonly configuration: Configuration;
  readonly definition: Definition | undefined;
  /** The rules that the options of the firewall name, ready to inspect. */
  readonly ruleEngine: Engine | undefined;
  readonly services: PolicyServices;
  /** A value built once for the whole configuration, however many APIs ask for it. */
  once<T>(key: string, build: () => T): T;
  /** A mistake in the options that only the whole configuration shows; `path` starts at the policy's options. */
  problem(path: readonly PropertyKey[], details: { message: string; expected?: string; hint?: string }): void;
}

/**
 * A policy of the gateway. It lives in a folder of its own under `policies/`; its key in the table there is its name in the configuration.
 * `compile` runs once per API and configuration and does all the work that can be done ahead; what it returns is asked once per operation
 * (undefined stands for calls to operations that do not exist) and answers undefined where it has nothing to do.
 */
export interface Policy<Options extends z.ZodObject = z.ZodObject> {
  readonly checkpoint: Checkpoint;
  readonly options: Options;
  compile(options: z.output<Options>, context: ApiContext): (operation: Operation | undefined) => OperationJudges | undefined;
}

/** Keeps the type of the options while a policy is written down. */
export function definePolicy<Options extends z.ZodObject>(policy: Policy<Options>): Policy<Options> {
  return policy;
}
