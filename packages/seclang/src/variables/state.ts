import { type Entry, NO_ENTRIES } from './entry.ts';
import {
  type Connection,
  type MatchedVariable,
  NO_BODY,
  NO_REQUEST,
  type RequestBody,
  type RequestHead,
  type ResponseHead,
} from './exchange.ts';
import type { RuleFacts } from './rule-facts.ts';
import type { LiteralScanner } from './screen.ts';
import { Store } from './store.ts';
import type { Values } from './value.ts';

export type EngineMode = 'On' | 'DetectionOnly' | 'Off';
export type AuditMode = 'On' | 'RelevantOnly' | 'Off';

/** What of a rule set's settings a transaction may change for itself by `ctl`. */
export interface Controls {
  engine: EngineMode;
  audit: AuditMode;
  /** Letters of the parts of an audit record. */
  auditParts: string;
  requestBodyAccess: boolean;
  responseBodyAccess: boolean;
  requestBodyLimitBytes: number;
  responseBodyLimitBytes: number;
  forceRequestBodyVariable: boolean;
  /** `URLENCODED`, `MULTIPART`, `XML`, `JSON`, `GRAPHQL` or empty. */
  requestBodyProcessor: string;
}

/** Takes variables away from some rules for the rest of a transaction. */
export interface RuntimeExclusion {
  /** By the index of the rule: 1 where the exclusion holds. */
  readonly rules: Uint8Array;
  readonly variable: string;
  /** Receives a key in its own spelling. */
  readonly matches: (key: string) => boolean;
}

/** Rules, and variables of rules, that are left out of transactions; made once and shared by any number of them. */
export interface Exclusions {
  /** By the index of the rule: 1 where it is left out. */
  readonly removed: Uint8Array | undefined;
  readonly variables: readonly RuntimeExclusion[];
}

/** By the name of a variable: whether one of its values is of a type in which there is no room for injection. Keys in their own spelling. */
export type PlainValues = ReadonlyMap<string, (key: string, value: string) => boolean>;

/** Opens the record of a persistent collection: `IP` of one address. */
export type OpenCollection = (collection: string, key: string) => Store;

export interface StateOptions {
  readonly id: string;
  readonly now: () => number;
  readonly controls: Controls;
  readonly openCollection: OpenCollection;
  readonly scan: LiteralScanner;
  readonly values: Values;
  readonly exclusions: Exclusions | undefined;
  readonly plain: PlainValues | undefined;
  readonly holdsUrl: ((key: string) => boolean) | undefined;
}

/** All that is known of a transaction while its rules run. Variables read it, actions change it. */
export class State {
  readonly id: string;
  readonly startedAtMs: number;
  readonly now: () => number;
  readonly controls: Controls;
  readonly openCollection: OpenCollection;
  readonly scan: LiteralScanner;
  /** What the host of the engine knows of values; undefined where it knows nothing. */
  readonly plain: PlainValues | undefined;
  /** What the host of the engine knows of arguments, by their names: that they hold a URL. */
  readonly holdsUrl: ((key: string) => boolean) | undefined;
  readonly values: Values;

  connection: Connection = { clientAddress: '', clientPort: 0, serverAddress: '', serverPort: 0 };
  request: RequestHead = NO_REQUEST;
  requestHeaders: readonly Entry[] = NO_ENTRIES;
  /** The same by name in lower case. */
  requestHeadersByName: ReadonlyMap<string, readonly Entry[]> = new Map();
  cookies: readonly Entry[] = NO_ENTRIES;
  argsGet: readonly Entry[] = NO_ENTRIES;
  /** Why query or cookies could not be read in full. */
  headError: string | undefined = undefined;
  body: RequestBody = NO_BODY;
  inboundDataError = false;
  response: ResponseHead | undefined = undefined;
  responseHeaders: readonly Entry[] = NO_ENTRIES;
  responseText: string | undefined = undefined;
  responseBytes = 0;
  outboundDataError = false;

  readonly tx = new Store();
  readonly env = new Store();
  readonly collections = new Map<string, Store>();
  rule: RuleFacts | undefined = undefined;
  matched: MatchedVariable | undefined = undefined;
  matchedVariables: readonly MatchedVariable[] = [];
  /** 0 (emergency) to 7 (debug); 255 while no rule with a severity has matched. */
  highestSeverity = 255;
  sessionId = '';
  userId = '';

  /** By the index of the rule: 1 where it is removed from this transaction. Shared: a change makes another. */
  removed: Uint8Array | undefined = undefined;
  exclusions: readonly RuntimeExclusion[] = [];

  constructor(options: StateOptions) {
    this.id = options.id;
    this.now = options.now;
    this.startedAtMs = options.now();
    this.controls = options.controls;
    this.openCollection = options.openCollection;
    this.scan = options.scan;
    this.values = options.values;
    this.removed = options.exclusions?.removed;
    this.exclusions = options.exclusions?.variables ?? [];
    this.plain = options.plain;
    this.holdsUrl = options.holdsUrl;
  }

  /** Once is enough, however often the rule that asks for it matches. */
  exclude(exclusion: RuntimeExclusion): void {
    if (!this.exclusions.includes(exclusion)) this.exclusions = [...this.exclusions, exclusion];
  }

  removeRules(rules: Uint8Array): void {
    const removed = this.removed;
    if (removed === rules) return;
    this.removed = removed === undefined ? rules : removed.map((gone, index) => gone | (rules[index] as number));
  }
}
