import type { X509Certificate } from 'node:crypto';

import type { ApiConfiguration, Checkpoint, Configuration, Exchange, Principal, ProblemName } from '@airside/domain';
import type { Directory, KeySet, ProofNonces, Provider, ReplayStore, RevokedTokens } from '@airside/identity';
import type { Definition, Operation } from '@airside/openapi';
import type { Engine } from '@airside/seclang';
import type { z } from 'zod';

import type { QuotaCounter } from '../limits/quota-counter.ts';
import type { RateLimiter } from '../limits/rate-limiter.ts';
import type { AttemptMemory } from '../policies/authentication/brute-force/attempt-memory.ts';
import type { AppendLog } from '../record/append-log.ts';
import type { SanctionIndex } from '../sanctions/sanction-index.ts';
import type { Tap } from './tap.ts';

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
  /** As in the record; the caller may have chosen it. */
  readonly id: string;
  readonly method: string;
  /** `HTTP/1.1` */
  readonly protocol: string;
  /** Path in normal form, with the API's base path, and query. */
  readonly target: string;
  /** Names as sent and values, alternating. */
  readonly rawHeaders: readonly string[];
  /** In normal form, below the API's base path. */
  readonly path: string;
  /** As it goes to the upstream, which is as sent unless a policy replaced it; without the question mark. */
  readonly query: string;
  readonly clientAddress: string;
  /** The country that the address belongs to (ISO 3166-1, two letters); undefined where that is not known, or nobody asked for it. */
  readonly country: string | undefined;
  /** When the head had arrived, in milliseconds since 1970. */
  readonly time: number;
  /** As the caller used it; believed of a proxy only where that is trusted. */
  readonly scheme: 'http' | 'https';
  /** The `Host` as sent. */
  readonly authority: string;
  /** The certificate that the caller showed on this connection, checked against the authorities of the listener. */
  readonly certificate: X509Certificate | undefined;
  /** Why the certificate that the caller showed is not believed; then there is none above. */
  readonly certificateFault?: string | undefined;
  /** The request target as the caller sent it. */
  readonly sentTarget?: string | undefined;
  /** Path parameters by name, percent-encoded as sent. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Who calls; anonymous until the identity checkpoint says otherwise. */
  readonly principal: Principal;
  /** The autonomous system that the address belongs to, such as `AS64500`, where it is known. */
  readonly network?: string | undefined;
  /** Names the session without revealing it, where a cookie of sessions is named. */
  readonly session?: string | undefined;
  /** Declared size of the body: 0 where there is none, undefined where it is sent in chunks of unknown total size. */
  readonly declaredBodyBytes: number | undefined;
  /** The body as far as it was read, which is all of it unless all that want it do with its start; empty before. */
  readonly body: Uint8Array;
  /** Value of a request header field by lower-case name; several fields of one name joined by a comma. */
  header(name: string): string | undefined;
  identify(principal: Principal): void;
  /** Who the caller says to be, where that did not prove true; for the record. */
  claim(user: string): void;
  /** The largest body that may pass, from now on. The smallest of all calls counts. */
  limitBody(bytes: number): void;
  addResponseHeader(name: string, value: string): void;
  /** Keep a request header field (lower-case name) from the upstream. */
  withhold(name: string): void;
  /** Send the upstream another query in place of the caller's, without the question mark; whoever looks after this sees that one. */
  replaceQuery(query: string): void;
  /** Send the upstream another body in place of the one that was read. Digests and signatures of the old one are withheld. */
  replaceBody(body: Uint8Array): void;
  /** A policy that only observes says here what it would have refused. */
  report(reason: string): void;
  /** What the rules of the firewall found, for the record, and how many of them state which severity, for the metrics. */
  recordFirewall(findings: Exchange['firewall'], severities?: ReadonlyMap<string, number>): void;
  /** Why the body of the response passes without having been looked at, although it was to be. */
  recordUninspectedResponse(reason: Uninspected): void;
}

export type Uninspected = NonNullable<Exchange['uninspectedResponse']>;

/** An upstream's response as a policy sees it, before anything of it has been sent to the caller. */
export interface PolicyResponse {
  readonly status: number;
  /** `HTTP/1.1` */
  readonly protocol: string;
  /** Names and values as the upstream sent them, alternating. */
  readonly rawHeaders: readonly string[];
  /** Size of the body: 0 where there is none, undefined where it comes in chunks of unknown total size. */
  readonly declaredBodyBytes: number | undefined;
  /** The whole body as it was sent, where it was held back; empty before. */
  readonly body: Uint8Array;
  /** Value of a response header field by lower-case name; several fields of one name joined by a comma. What is withheld is not there. */
  header(name: string): string | undefined;
  /** Keep a field (lower-case name) from the caller. */
  withhold(name: string): void;
  /** Send the caller this field (lower-case name) in place of the upstream's. */
  setHeader(name: string, value: string): void;
  /**
   * Send another body in place of the upstream's, without content coding. Fields that speak of the old one are withheld: its length, coding,
   * validators and digests, and signatures of these.
   */
  replaceBody(body: Uint8Array): void;
}

/** Undefined lets the response pass. Synchronous, because an upstream's answer does not wait. */
export type ResponseJudge = (request: PolicyRequest, response: PolicyResponse) => Refusal | undefined;

/** How long a response's body may be held back until it is complete. */
export interface Hold {
  readonly bytes: number;
  readonly ms: number;
}

/** What a policy does with the response of one operation, before it is sent. */
export interface ResponseJudges {
  /** It only records what it finds: it refuses nothing. */
  readonly observes?: boolean;
  readonly head?: ResponseJudge;
  readonly body?: {
    /** `judge` may replace the body. It is asked after all that only look: what they have seen is what the upstream sent. */
    readonly changes?: true;
    /** Asked after all heads passed; undefined where the body of this response need not be held back. */
    readonly hold: (request: PolicyRequest, response: PolicyResponse) => Hold | undefined;
    /** With the whole body. */
    readonly judge: ResponseJudge;
    /** The body turned out to be longer or slower than this policy holds it, and passes as far as it is concerned unless this refuses. */
    readonly missed: (request: PolicyRequest, reason: 'too-large' | 'too-slow') => Refusal | undefined;
  };
}

/** Undefined lets the request pass. Asynchronous only when it has to be. */
export type Judge = (request: PolicyRequest) => Refusal | undefined | Promise<Refusal | undefined>;

/** What a policy does on one operation: once the head has arrived, and once the body has been read (which it then is, up to the limit). */
export interface OperationJudges {
  /** Of requests it only records what it finds: it refuses none. */
  readonly observes?: boolean;
  /** Leaves a verdict only where it refuses or reports something. */
  readonly isQuiet?: boolean;
  readonly head?: Judge;
  readonly body?: {
    /** Whether the body of this request has to be read before it goes on. Asked after all heads passed. */
    readonly wanted: (request: PolicyRequest) => boolean;
    readonly judge: Judge;
    /** So many bytes are enough: where nobody wants more, the rest is not held in memory. All of it where absent. */
    readonly startBytes?: number;
  };
  readonly response?: ResponseJudges;
  /** What the policy does at other checkpoints than its own. */
  readonly elsewhere?: readonly PlacedJudges[];
  /** What the caller is answered in place of a refusal of any policy; undefined where that one is right. */
  readonly instead?: (request: PolicyRequest, refusal: Refusal) => Refusal | undefined;
  /** Opened for each request before anything is judged; undefined where this one is not of interest. */
  readonly tap?: () => Tap | undefined;
  /** What each rule of the policy says of a request, for people who ask why it is decided as it is. */
  readonly explain?: (request: PolicyRequest) => readonly ExplainedRule[];
  /** The exchange has ended, however it ended; called once, also where another policy refused the request. Must be quick. */
  readonly ended?: (request: PolicyRequest) => void;
}

/** Judges at another checkpoint than that of their policy. */
export interface PlacedJudges extends Omit<OperationJudges, 'elsewhere'> {
  readonly checkpoint: Checkpoint;
}

/** A condition of a rule and what a request has instead. `found` may quote claims of the caller. */
export interface ExplainedCondition {
  readonly name: string;
  readonly expected: string;
  readonly found: string;
  readonly holds: boolean;
}

/** A rule of a policy and what it says of one request. */
export interface ExplainedRule {
  readonly name: string;
  /** `require` has to be met wherever it applies, `hide` closes fields of answers, `close` fields of requests. */
  readonly effect: 'allow' | 'deny' | 'require' | 'hide' | 'close';
  /** False where the rule is not about the operation: its conditions were not asked then. */
  readonly isAbout: boolean;
  readonly applies: boolean;
  readonly conditions: readonly ExplainedCondition[];
  /** The exception; the rule does not apply where all of these hold. Empty where there is none. */
  readonly unless: readonly ExplainedCondition[];
}

/** Long-lived things that policies share and that outlive a configuration. */
export interface PolicyServices {
  readonly rateLimiter: RateLimiter;
  readonly quotas: QuotaCounter;
  /** Failed attempts at credentials, and addresses that lately succeeded. */
  readonly attempts: AttemptMemory;
  /** Who may call: the records of the configuration, then those of the store. */
  readonly directory: Directory;
  /** The key set at a location, kept as long as a configuration in use names it. */
  keySet(location: string): KeySet;
  /** The provider that an issuer's metadata describes, kept in the same way. */
  provider(issuer: string): Provider;
  /** What all verifiers of DPoP proofs share. */
  readonly proofs: { readonly nonces: ProofNonces; readonly replays: ReplayStore };
  /** Remembers nonces of signed requests and deliveries of webhooks. */
  readonly usedMessages: ReplayStore;
  /** Tokens of the authorization server within that are void. */
  readonly revoked: RevokedTokens;
  /** Callers that are blocked, slowed down or sent to prove who they are, for a while. */
  readonly sanctions: SanctionIndex;
  /** The log in a file, shared by all that append to it; a relative name starts at the configuration. */
  appendLog(file: string): AppendLog;
}

/** What a policy knows when it is compiled, once for each API of a configuration. */
export interface ApiContext {
  readonly apiId: string;
  readonly api: ApiConfiguration;
  readonly configuration: Configuration;
  readonly definition: Definition | undefined;
  /** What requests look like, for the policy that holds them to it. */
  readonly profile: Definition | undefined;
  /** The rules that the options of the firewall name, ready to inspect. */
  readonly ruleEngine: Engine | undefined;
  readonly services: PolicyServices;
  /** A value built once for the whole configuration, however many APIs ask for it. */
  once<T>(key: string, build: () => T): T;
  /** Has the country of callers looked up from now on (`PolicyRequest.country`). */
  needCountries(): void;
  /** A mistake in the options that only the whole configuration shows; `path` starts at the policy's options. */
  problem(path: readonly PropertyKey[], details: ProblemDetails): void;
  /** The same for what is probably not meant, and can be served all the same. */
  warning(path: readonly PropertyKey[], details: ProblemDetails): void;
}

export interface ProblemDetails {
  readonly message: string;
  readonly expected?: string;
  readonly hint?: string;
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
