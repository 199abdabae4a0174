import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { AccessRecord } from '../model/callers/access-record.ts';
import { AccessTable, savedAccesses } from '../model/callers/access-table.ts';
import { earlier } from '../model/earlier.ts';
import { callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { ObjectTable, type Standing } from '../model/object-table.ts';
import { isList, MOST_MEANT, OwnLists } from '../model/own-lists.ts';
import { surpriseOfCount } from '../model/poisson.ts';
import { powerOfTwo } from '../model/power-of-two.ts';
import { Rates } from '../model/rates.ts';
import { combined, RotatingBloom } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** Of one answer or request; what is more than that is not looked at. */
const MOST_OBJECTS = 50;
const MOST_CIRCLES = 8;
/** So many reads before anything is known of how an operation or a role is used. */
const ENOUGH = 50;
/** Until an API was watched for so long it is not known who owns what. */
const LEARNING_READS = 500;
const LEAST_SAID = 1;
const MOST_SHARED = 20_000;
const ALL = 1;
const CIRCLE = 0x67726f75;
const STANDING = 0x7374616e;
const saved = z.strictObject({
  byOperation: z.unknown(),
  byRole: z.unknown(),
  handed: z.unknown(),
  sinceMs: z.number().nonnegative().default(0),
});
const savedPart = z.discriminatedUnion('of', [
  z.strictObject({ of: z.literal('objects'), objects: z.unknown() }),
  savedAccesses.extend({ of: z.literal('shared') }),
]);

export const singleAccess: Indicator = {
  id: 'single-access',
  title: "Access to somebody else's object",
  what: 'A caller successfully reads, changes or deletes an object that was never handed to it, and that was handed to others; or gets a list of such objects where others get lists of their own.',
  how: "Each object in a request that succeeded is looked up: did an answer bring it to this caller, or to a group of the caller, or did the caller make it? Of lists it is learned by role, operation and kind of object whether they hold what was handed to their caller before, and hardly ever what only others have: where that is so, a list of others' objects counts as one object or two, whether it was asked for by the id of the owner or the server left out a filter. An object that has the name of the caller or of its key is its own. Objects that three unrelated callers have are no secret. How improbable it is follows from how often that happens at the operation, to the role of the caller and to the caller, who may be support staff; several in some days count together, and so do those of callers with the same network or kind of client.",
  attack:
    'Broken object level authorisation: an id in the path, query or body is replaced by another one, or a filter is left out, once, and the API does not check.',
  otherwise: 'A link that was sent by mail; an object that changed hands; somebody who took over a role.',
  remedy: 'Check on the server that the object belongs to the caller. Look at what the same caller read besides.',
  owasp: ['API1:2023'],
  cwe: ['CWE-639', 'CWE-863'],
  mitre: ['T1190', 'T1530'],
  severity: 'high',
  create: (learning) => new SingleAccess(learning),
};

class SingleAccess implements Detector {
  readonly #book: Book;
  /** Which caller, and which circle of callers, got which object. */
  readonly #handed: RotatingBloom;
  readonly #objects: ObjectTable;
  readonly #byOperation: Rates;
  readonly #byRole: Rates;
  readonly #shared = new AccessTable(MOST_SHARED);
  readonly #lists: OwnLists;
  #sinceMs = 0;
  /** The call that was looked at last, and how many of its objects are others': the same until it is learned. */
  #seen: Facts | undefined;
  #foreignOfSeen = 0;

  constructor(learning: Learning) {
    const { mostCallers, mostOperations, halfLifeDays } = learning.options;
    this.#book = bookOf(learning);
    this.#handed = new RotatingBloom(powerOfTwo(mostCallers * 64));
    this.#objects = new ObjectTable(powerOfTwo(mostCallers * 4));
    this.#byOperation = new Rates(mostOperations, halfLifeDays);
    this.#byRole = new Rates(mostOperations, halfLifeDays);
    this.#lists = new OwnLists(this.#byRole);
  }

  judge(call: Call): Signal | undefined {
    if (!concerns(call)) return undefined;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return undefined;
    const foreign = this.#foreign(facts);
    if (foreign === 0 || this.#byOperation.observations(ALL) < LEARNING_READS) return undefined;
    let strongest: Signal | undefined;
    for (const record of this.#recordsOf(facts)) {
      const signal = this.#ofRecord(facts, record, foreign);
      if (signal.surprise >= LEAST_SAID && signal.surprise > (strongest?.surprise ?? 0)) strongest = signal;
    }
    return strongest;
  }

  learn(call: Call): void {
    if (call.outcome !== 'success' || (call.objects.length === 0 && call.answer === undefined)) return;
    const facts = this.#book.facts(call);
    if (this.#sinceMs === 0) this.#sinceMs = call.timeMs;
    const roles = rolesOrClassOf(facts);
    const standing = standingOf(roles);
    if (concerns(call) && facts.class !== 'anonymous') this.#learnAccess(facts, roles);
    const circles = circlesOf(facts);
    for (const objects of [facts.objects, facts.handed]) {
      for (let index = 0; index < objects.length && index < MOST_OBJECTS; index++) {
        const object = objects[index] ?? 0;
        this.#objects.note(combined(standing, object), facts.caller, call.timeMs);
        if (objects.length <= MOST_MEANT) this.#objects.note(object, facts.caller, call.timeMs);
        if (facts.class === 'anonymous') continue;
        this.#handed.add(combined(facts.caller, object));
        for (const circle of circles) this.#handed.add(combined(circle, object));
      }
    }
  }

  follow(call: Call): void {
    if (call.outcome !== 'success' || call.answer === undefined) return;
    const facts = this.#book.facts(call);
    if (facts.class === 'anonymous') return;
    const { handed, caller } = facts;
    for (let index = 0; index < handed.length && index < MOST_OBJECTS; index++) this.#handed.add(combined(caller, handed[index] ?? 0));
  }

  save(): unknown {
    return { byOperation: this.#byOperation.save(), byRole: this.#byRole.save(), handed: this.#handed.save(), sinceMs: this.#sinceMs };
  }

  merge(value: unknown): void {
    const { byOperation, byRole, handed, sinceMs } = saved.parse(value);
    this.#sinceMs = earlier(this.#sinceMs, sinceMs);
    this.#byOperation.merge(byOperation);
    this.#byRole.merge(byRole);
    this.#handed.merge(RotatingBloom.load(handed));
  }

  *saveCallers(): Iterable<unknown> {
    for (const objects of this.#objects.save()) yield { of: 'objects', objects };
    yield { of: 'shared', ...this.#shared.save() };
  }

  mergeCallers(value: unknown): void {
    const part = savedPart.parse(value);
    if (part.of === 'objects') this.#objects.merge(part.objects);
    else this.#shared.merge(part);
  }

  /** A list that shows others' things as well tells nothing of how usual it is to get at them. */
  #learnAccess(facts: Facts, roles: readonly number[]): void {
    const foreign = this.#foreign(facts);
    this.#seen = undefined;
    const { timeMs } = facts.call;
    const isAccess = facts.objects.length > 0 || this.#lists.isOwn;
    this.#lists.learn(timeMs);
    if (!isAccess) return;
    for (const record of this.#recordsOf(facts)) record.add(foreign);
    this.#byOperation.learn(ALL, foreign > 0, timeMs);
    this.#byOperation.learn(facts.operation, foreign > 0, timeMs);
    for (const role of roles) {
      this.#byRole.learn(role, foreign > 0, timeMs);
      this.#byRole.learn(combined(role, facts.operation), foreign > 0, timeMs);
    }
  }

  /** How many objects of the request are others'; a list of what is others' counts as one or two. */
  #foreign(facts: Facts): number {
    if (this.#seen === facts) return this.#foreignOfSeen;
    const { objects, call } = facts;
    const peers = standingOf(rolesOrClassOf(facts));
    const circles = circlesOf(facts);
    let foreign = 0;
    for (let index = 0; index < objects.length && index < MOST_OBJECTS; index++) {
      if (this.#standing(facts, peers, circles, objects[index] ?? 0) === 'theirs' && !isItself(call, call.objects[index])) foreign++;
    }
    this.#lists.read(facts, peers, (object) => this.#standing(facts, peers, circles, object));
    this.#seen = facts;
    this.#foreignOfSeen = Math.max(foreign, this.#lists.foreign);
    return this.#foreignOfSeen;
  }

  /** Whose it is among callers of the same standing; where none of these has it, among all. */
  #standing({ caller }: Facts, peers: number, circles: readonly number[], object: number): Standing {
    if (this.#handed.has(combined(caller, object))) return 'own';
    const amongPeers = this.#objects.standing(combined(peers, object), caller);
    const standing = amongPeers === 'unknown' ? this.#objects.standing(object, caller) : amongPeers;
    return standing === 'theirs' && circles.some((circle) => this.#handed.has(combined(circle, object))) ? 'own' : standing;
  }

  /** How usual it is for this role at this operation, else for the role or at the operation. Whichever is most usual. */
  #probability(facts: Facts): number {
    let probability = 0;
    for (const role of rolesOrClassOf(facts)) {
      const known = [combined(role, facts.operation), role].find((key) => this.#byRole.observations(key) >= ENOUGH);
      if (known !== undefined) probability = Math.max(probability, this.#byRole.probability(known));
    }
    if (probability === 0) {
      const isKnown = this.#byOperation.observations(facts.operation) >= ENOUGH;
      probability = this.#byOperation.probability(isKnown ? facts.operation : ALL);
    }
    return probability;
  }

  /** Of the caller, of its network and of its kind of client: many accounts that read one object each have something in common. */
  #recordsOf(facts: Facts): readonly AccessRecord[] {
    const { timeMs } = facts.call;
    const state = this.#book.state(facts);
    state.access ??= new AccessRecord(timeMs);
    state.access.pass(timeMs);
    const records = [state.access];
    for (const key of [facts.key('network'), facts.agent]) if (key !== 0) records.push(this.#shared.recordOf(key, timeMs));
    return records;
  }

  #ofRecord(facts: Facts, record: AccessRecord, foreign: number): Signal {
    const usual = this.#lists.foreign > 0 ? this.#lists.probability : this.#probability(facts);
    const probability = Math.max(usual, record.habit);
    const count = record.foreign + foreign;
    const surprise = surpriseOfCount(count, probability * (record.reads + 1));
    return this.#signal(facts, Math.round(count), Math.round(record.reads + 1), probability, surprise);
  }

  #signal(facts: Facts, foreign: number, reads: number, probability: number, surprise: number): Signal {
    const { call } = facts;
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: call.operation,
      count: Math.max(1, foreign),
      evidence: [
        {
          variable:
            'objects in successful requests, and lists in answers, that were never handed to the caller but to others, in some days',
          learned: `${Math.round(1e6 * probability) / 1e4} % of such requests`,
          seen: `${foreign}, of ${reads} requests of the caller or of those it has network or client in common with; the last one ${(call.objects[0] ?? call.answer?.objects[0])?.slice(0, 80) ?? ''}`,
          surprise,
          since: iso(this.#sinceMs),
          observations: Math.round(this.#byOperation.observations(ALL)),
        },
      ],
    };
  }
}

/** Letters and digits together: a plain number may name anything. */
const NAME = /^(?=.*\p{L})(?=.*\d).{6,100}$/u;

/** Whether an object is what the caller is known by: a device has a key of its name, a user asks for itself. */
function isItself({ exchange: { principal } }: Call, object = ''): boolean {
  const id = object.slice(object.indexOf('=') + 1);
  return principal !== null && NAME.test(id) && [principal.credential, principal.subject, principal.consumer].includes(id);
}

function concerns({ outcome, objects, login, answer }: Call): boolean {
  return outcome === 'success' && (objects.length > 0 || isList(answer)) && login === undefined;
}

/** Groups share what their members get; an application shares what it gets. */
function circlesOf(facts: Facts): readonly number[] {
  const groups = facts.call.exchange.principal?.groups ?? [];
  return groups.slice(0, MOST_CIRCLES).map((group) => combined(facts.name(group), CIRCLE));
}

/** Callers with the same roles: what staff is shown of all customers says nothing of whose it is, and makes nothing public. */
function standingOf(roles: readonly number[]): number {
  let standing = STANDING;
  for (const role of roles) standing = combined(standing, role);
  return standing;
}

/** Where no roles are known, the kind of caller is one. */
function rolesOrClassOf(facts: Facts): readonly number[] {
  const roles = facts.roles;
  return roles.length > 0 ? roles : [combined(facts.api, facts.name(facts.class))];
}
