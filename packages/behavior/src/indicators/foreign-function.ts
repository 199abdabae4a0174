import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { type CallerState, remember } from '../model/callers/caller-state.ts';
import { ClockMap, LOOK_AT_LENGTH } from '../model/clock-map.ts';
import { brief, callerSubject } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { Rates } from '../model/rates.ts';
import { CountMin, combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

const DAY_MS = 86_400_000;
const MOST_OPERATIONS = 32;
/** So many operations make a profile of a caller. */
const PROFILE = 3;
/** So many callers of a role, or of an operation, are enough to say what is usual. */
const ENOUGH = 20;
const FIRST_USE = 1;
const FIRST_USE_OF_SESSION = 2;
const LEAST_SAID = 2.8;
const MOST_KNOWN_ROLES = 10_000;
/** What a larger share uses is not foreign. */
const MOST_FOREIGN = 0.01;
const saved = z.strictObject({
  uses: z.unknown(),
  firstUses: z.unknown(),
  /** States of before do not tell how often. */
  operations: z.array(z.tuple([z.int(), z.number(), z.number().nonnegative().optional()])).max(1_000_000),
  roles: z
    .array(z.tuple([z.int(), z.number().nonnegative(), z.number().nonnegative()]))
    .max(MOST_KNOWN_ROLES)
    .default([]),
});

/** What callers of a role use, each caller and operation once. */
interface RoleUses {
  uses: number;
  /** Operations that one of them alone uses. */
  once: number;
}

interface Used {
  sinceMs: number;
  calls: number;
}

export const foreignFunction: Indicator = {
  id: 'foreign-function',
  title: 'Function that callers like this one do not use',
  what: 'A caller successfully uses an operation for the first time that callers like it do not use.',
  how: 'The share of callers with the same role, scope or group that use the operation; where none does, how often one of them comes upon an operation that is new to all of them (Good and Turing: as often as on one that a single one of them uses); where nothing is known of these, the share among callers that use the other operations of this caller; times how often callers use something new. Sessions of an API that the gateway knows no callers of are judged by what else was called in them. An operation that is younger than a day is not judged: everybody is new to a release.',
  attack: 'Broken function level authorisation: somebody found an operation that is meant for others, and the API lets them.',
  otherwise: 'A person with a new task; an operation that is used once a year.',
  remedy: 'Check on the server which roles may call the operation; look at what was done with it.',
  owasp: ['API5:2023'],
  cwe: ['CWE-285', 'CWE-862'],
  mitre: ['T1078', 'T1548'],
  severity: 'high',
  create: (learning) => new ForeignFunction(learning),
};

class ForeignFunction implements Detector {
  readonly #learning: Learning;
  readonly #book: Book;
  /** Callers by role, by operation, by role and operation, and by pair of operations. */
  #uses: CountMin;
  readonly #roles = new ClockMap<RoleUses>(MOST_KNOWN_ROLES, ({ uses }) => uses >= ENOUGH, { mostLooks: LOOK_AT_LENGTH });
  readonly #firstUses: Rates;
  /** Since when operations are used, and in how many calls of those that are looked at. */
  readonly #used: ClockMap<Used>;

  constructor(learning: Learning) {
    const { mostOperations, halfLifeDays } = learning.options;
    this.#learning = learning;
    this.#book = bookOf(learning);
    this.#used = new ClockMap(mostOperations, ({ calls }) => calls >= ENOUGH, { mostLooks: LOOK_AT_LENGTH });
    this.#uses = new CountMin(2 ** 16);
    this.#firstUses = new Rates(2, halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success' || call.login !== undefined) return undefined;
    const facts = this.#book.facts(call);
    if (firstUseOf(facts) === 0 || this.#book.state(facts).operations.includes(facts.operation)) return undefined;
    const sinceMs = this.#used.get(facts.operation)?.sinceMs;
    if (sinceMs === undefined || call.timeMs - sinceMs < DAY_MS) return undefined;
    const share = this.#shareOf(facts);
    if (share > MOST_FOREIGN) return undefined;
    const surprise = -Math.log10(share) + Math.min(2, -Math.log10(this.#firstUses.probability(firstUseOf(facts))));
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, share, surprise);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success' || call.login !== undefined) return;
    const facts = this.#book.facts(call);
    const firstUse = firstUseOf(facts);
    if (firstUse === 0) return;
    this.#use(facts.operation, call.timeMs).calls++;
    const state = this.#book.state(facts);
    const isNew = !state.operations.includes(facts.operation);
    if (state.operations.length >= PROFILE) this.#firstUses.learn(firstUse, isNew, call.timeMs);
    if (!isNew) return;
    const isFirst = state.operations.length === 0;
    // Whoever is new and does what hardly anybody does makes nothing usual by it; while an API is only watched all are new.
    if (firstUse === FIRST_USE && !this.#learning.isTraining && !this.#book.isKnown(facts) && this.#shareOf(facts) <= MOST_FOREIGN) {
      remember(state.operations, facts.operation, MOST_OPERATIONS);
      return;
    }
    for (const role of facts.roles) {
      if (isFirst) this.#uses.add(role);
      this.#learnRole(role, facts.operation);
    }
    this.#uses.add(facts.operation);
    for (const other of state.operations) this.#uses.add(pairOf(other, facts.operation));
    remember(state.operations, facts.operation, MOST_OPERATIONS);
  }

  save(): unknown {
    return {
      uses: this.#uses.save(),
      firstUses: this.#firstUses.save(),
      operations: [...this.#used.entries()].map(([operation, { sinceMs, calls }]) => [operation, sinceMs, calls]),
      roles: [...this.#roles.entries()].map(([role, { uses, once }]) => [role, uses, once]),
    };
  }

  merge(value: unknown): void {
    const { uses, firstUses, operations, roles } = saved.parse(value);
    const other = CountMin.load(uses);
    this.#uses.merge(other);
    this.#firstUses.merge(firstUses);
    for (const [operation, sinceMs, calls = 1] of operations) {
      const used = this.#use(operation, sinceMs);
      used.sinceMs = Math.min(sinceMs, used.sinceMs);
      used.calls += calls;
    }
    for (const [role, uses, once] of roles) {
      const known = this.#usesOf(role);
      known.uses += uses;
      known.once += once;
    }
  }

  /** The share of callers like this one that use the operation; 1 where nothing is known of such. */
  #shareOf(facts: Facts): number {
    const state = this.#book.state(facts);
    const ofRoles = this.#sharesOfRoles(facts);
    // A session has no past of days: it is what it has done so far.
    const profile = facts.class === 'anonymous' ? 1 : PROFILE;
    const shares = ofRoles.length > 0 || state.operations.length < profile ? ofRoles : this.#sharesOfProfile(facts, state);
    return shares.length === 0 ? 1 : Math.max(...shares);
  }

  #sharesOfRoles(facts: Facts): readonly number[] {
    return facts.roles.flatMap((role) => {
      const callers = this.#uses.estimate(role);
      if (callers < ENOUGH) return [];
      const share = (this.#uses.estimate(combined(role, facts.operation)) + 0.5) / (callers + 1);
      return [this.#isUsed(role, facts) ? share : Math.min(share, this.#shareOfNew(role))];
    });
  }

  /** Whether nobody of any of the caller's roles uses it. */
  #isForeign(facts: Facts): boolean {
    const roles = facts.roles;
    return roles.length > 0 && !roles.some((role) => this.#isUsed(role, facts));
  }

  #isUsed(role: number, { operation }: Facts): boolean {
    return this.#uses.estimate(combined(role, operation)) > 0;
  }

  /** How many of the first uses by callers of a role are of an operation that none of them used before: about as many as are of one that a single one uses (Good, 1953). */
  #shareOfNew(role: number): number {
    const { uses, once } = this.#roles.get(role) ?? NOTHING_KNOWN;
    return (once + 0.5) / (uses + 1);
  }

  #learnRole(role: number, operation: number): void {
    const key = combined(role, operation);
    const known = this.#usesOf(role);
    const before = this.#uses.estimate(key);
    known.uses++;
    if (before === 0) known.once++;
    else if (before === 1) known.once = Math.max(0, known.once - 1);
    this.#uses.add(key);
  }

  #usesOf(role: number): RoleUses {
    const known = this.#roles.get(role);
    if (known !== undefined) return known;
    const made: RoleUses = { uses: 0, once: 0 };
    this.#roles.set(role, made);
    return made;
  }

  #use(operation: number, timeMs: number): Used {
    const known = this.#used.get(operation);
    if (known !== undefined) return known;
    const made: Used = { sinceMs: timeMs, calls: 0 };
    this.#used.set(operation, made);
    return made;
  }

  #sharesOfProfile(facts: Facts, { operations }: CallerState): readonly number[] {
    // Of what few have used little is known, which speaks for the caller.
    if (!operations.some((other) => this.#uses.estimate(other) >= ENOUGH)) return [];
    return operations.map((other) => (this.#uses.estimate(pairOf(other, facts.operation)) + 0.5) / (this.#uses.estimate(other) + 1));
  }

  #signal(facts: Facts, share: number, surprise: number): Signal {
    const { call } = facts;
    const usual = this.#isForeign(facts) ? 'no caller like this one uses it' : `${brief(100 * share)} % of callers like this one use it`;
    const roles = call.exchange.principal?.roles?.slice(0, 3).join(', ').slice(0, 80);
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: call.operation,
      evidence: [
        {
          variable: 'operation used for the first time',
          learned: roles === undefined ? usual : `${usual} (${roles})`,
          seen: call.operation.slice(0, 200),
          surprise,
          since: new Date(this.#used.get(facts.operation)?.sinceMs ?? call.timeMs).toISOString(),
          observations: Math.round(this.#uses.estimate(facts.operation)),
        },
      ],
    };
  }
}

const NOTHING_KNOWN: RoleUses = { uses: 0, once: 0 };

/** Under which rate it counts how often something is used for the first time; 0 for calls of nobody in particular. */
function firstUseOf(facts: Facts): number {
  if (facts.class !== 'anonymous') return FIRST_USE;
  return facts.key('session') === 0 ? 0 : FIRST_USE_OF_SESSION;
}

function pairOf(one: number, other: number): number {
  return combined(Math.min(one, other), Math.max(one, other));
}
