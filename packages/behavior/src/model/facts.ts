import type { Exchange, Subject, SubjectKind } from '@airside/domain';

import type { Call } from '../call/call.ts';
import { combined, type KeyedHash } from '../sketch/index.ts';
import type { CallerState } from './callers/caller-state.ts';
import { secondOf } from './window/second.ts';

/** How a caller proved who it is: as a person does, as a program does, or not at all. */
export const CALLER_CLASSES = ['anonymous', 'person', 'program'] as const;

export type CallerClass = (typeof CALLER_CLASSES)[number];

const MOST_ROLES = 8;

/** Of a program speak credentials that no person types or is given in a browser. */
const OF_PROGRAMS: ReadonlySet<string> = new Set(['apiKey', 'certificate', 'signature', 'webhook']);

/** Hashes by the secret of the engine. */
export interface FactHashes {
  /** Texts of an API and an operation as one, the same text for the same two. */
  readonly pairs: (api: string, operation: string) => string;
  readonly hash: KeyedHash;
  /** The same of what there are few of. */
  readonly names: KeyedHash;
  /** Of a user agent without numbers. */
  readonly agents: KeyedHash;
}

/** Numbers of calls begin again after so many, so that they stay small integers. */
const NUMBERS = 2 ** 30;
let calls = 0;

/** What several indicators need of a call, made when it is first asked for. Keys are hashes by the secret of the engine; 0 where there is none. */
export class Facts {
  readonly call: Call;
  /** Tells the call from those around it: whoever keeps something of the last call keeps this, which is cheaper than to refer to it. */
  readonly number: number;
  readonly caller: number;
  readonly class: CallerClass;
  readonly api: number;
  /** Of the operation and its API. */
  readonly operation: number;
  /** The second that the call is of, as windows count them. */
  readonly second: number;
  /** The user whose log-in is tried is one who has logged in here before. */
  readonly knowsUser: boolean;
  /** That user has been here from the same address before. */
  isUsersPlace = false;
  readonly #hashes: FactHashes;
  /** What the book found out about the caller, once for a call. */
  state: CallerState | undefined;
  isKnown: boolean | undefined;
  operationScope: number | undefined;
  /** What is called is an operation, as far as anybody knows, and not only a path. */
  isOfOperation = true;
  /** −1 where it was not asked for. */
  #address = -1;
  #network = -1;
  #session = -1;
  #token = -1;
  #operationName: string | undefined;
  #roles: readonly number[] | undefined;
  #agent: number | undefined;
  #change: number | undefined;
  #values: number | undefined;
  #objects: readonly number[] | undefined;
  #handed: readonly number[] | undefined;

  constructor(call: Call, hashes: FactHashes, users: { has(hash: number): boolean }) {
    const { hash, names } = hashes;
    this.call = call;
    calls = (calls + 1) % NUMBERS;
    this.number = calls;
    this.knowsUser = call.login !== undefined && call.login.user !== '' && users.has(hash(call.login.user));
    this.#hashes = hashes;
    this.second = secondOf(call.timeMs);
    this.class = classOf(call);
    this.caller = hash(call.caller) || 1;
    this.api = names(call.api) || 1;
    this.operation = combined(this.api, names(call.operation)) || 1;
  }

  subject(kind: SubjectKind): Subject | undefined {
    for (const subject of this.call.subjects) if (subject.kind === kind) return subject;
    return undefined;
  }

  key(kind: SubjectKind): number {
    switch (kind) {
      case 'address':
        if (this.#address < 0) this.#address = this.#keyOf(kind);
        return this.#address;
      case 'network':
        if (this.#network < 0) this.#network = this.#keyOf(kind);
        return this.#network;
      case 'session':
        if (this.#session < 0) this.#session = this.#keyOf(kind);
        return this.#session;
      case 'token':
        if (this.#token < 0) this.#token = this.#keyOf(kind);
        return this.#token;
      default:
        return this.#keyOf(kind);
    }
  }

  /** What the client is made of: its way of doing TLS, and its agent without numbers, so that a new version of a program is no new program. */
  get agent(): number {
    if (this.#agent === undefined) {
      const { fingerprint, userAgent } = this.call.exchange.client;
      const family = userAgent === null ? 0 : this.#hashes.agents(userAgent);
      this.#agent = fingerprint === undefined ? family : combined(family, this.#hashes.names(fingerprint)) || 1;
    }
    return this.#agent;
  }

  /**
   * Where a caller that is only a session calls from: address and kind of client. Sessions come and go; whoever uses them stays. 0 for callers with a name that lasts.
   */
  get place(): number {
    const kind = this.call.subjects[0]?.kind;
    return kind === 'session' || kind === 'token' ? combined(this.key('address'), this.agent) || 1 : 0;
  }

  /** What the caller's permissions may follow from, at its API: roles, else groups or scopes. Empty where the gateway knows none of these. */
  get roles(): readonly number[] {
    this.#roles ??= this.#rolesOf(this.call.exchange.principal);
    return this.#roles;
  }

  /** What is sent, by operation, path and parameters: the same number for the same change. */
  get change(): number {
    this.#change ??= combined(this.operation, combined(this.hash(this.call.exchange.path), this.values));
    return this.#change;
  }

  /** API and operation as one text: what is learned of an operation is kept under it. */
  get operationName(): string {
    this.#operationName ??= this.#hashes.pairs(this.call.api, this.call.operation);
    return this.#operationName;
  }

  /** The objects that the request names. */
  get objects(): readonly number[] {
    this.#objects ??= this.#hashed(this.call.objects);
    return this.#objects;
  }

  /** The objects that the answer brought. */
  get handed(): readonly number[] {
    this.#handed ??= this.#hashed(this.call.answer?.objects ?? NONE);
    return this.#handed;
  }

  /** The values of all parameters together; 0 where there are none. */
  get values(): number {
    if (this.#values === undefined) {
      let values = 0;
      for (const { name, value } of this.call.parameters)
        values = combined(values, combined(this.#hashes.names(name), this.#hashes.hash(value)));
      this.#values = values;
    }
    return this.#values;
  }

  /** Hash of a name of which there are few, such as a role. */
  name(text: string): number {
    return this.#hashes.names(text);
  }

  hash(text: string): number {
    return this.#hashes.hash(text);
  }

  #rolesOf(principal: Exchange['principal']): readonly number[] {
    const named = [principal?.roles, principal?.groups, principal?.scopes].find((names) => names !== undefined && names.length > 0);
    return named === undefined ? NO_KEYS : named.slice(0, MOST_ROLES).map((role) => combined(this.api, this.#hashes.names(role)));
  }

  #hashed(objects: readonly string[]): readonly number[] {
    if (objects.length === 0) return NO_KEYS;
    const keys: number[] = [];
    for (let index = 0; index < objects.length; index++) keys.push(combined(this.api, this.#hashes.hash(objects[index] ?? '')));
    return keys;
  }

  #keyOf(kind: SubjectKind): number {
    const subject = this.subject(kind);
    return subject === undefined ? 0 : this.#hashes.hash(subject.id) || 1;
  }
}

function classOf({ exchange: { principal } }: Call): CallerClass {
  if (principal === null || principal.kind === 'anonymous') return 'anonymous';
  return OF_PROGRAMS.has(principal.kind) ? 'program' : 'person';
}

const NONE: readonly string[] = [];
const NO_KEYS: readonly number[] = [];
