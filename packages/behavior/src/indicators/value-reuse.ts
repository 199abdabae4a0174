import { REDACTED } from '@airside/domain';
import { z } from 'zod';

import type { Call, Parameter } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import type { AccessRecord } from '../model/callers/access-record.ts';
import { AccessTable, savedAccesses } from '../model/callers/access-table.ts';
import { earlier } from '../model/earlier.ts';
import { brief, callerSubject, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { ObjectTable, type Standing } from '../model/object-table.ts';
import { surpriseOfCount } from '../model/poisson.ts';
import { powerOfTwo } from '../model/power-of-two.ts';
import { Rates } from '../model/rates.ts';
import { combined } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** Shorter ones are amounts and names of a list. */
const SHORTEST = 6;
const LONGEST = 200;
/** Of one request. */
const MOST_VALUES = 16;
/** So many values of a parameter that no three callers have in common tell how often two have. */
const ENOUGH = 30;
/** Where others have sent that many of them, values are nobody's own; what is known of them is not kept. */
const MOST_COMMON = 0.2;
const LEAST_SAID = 2;
/** Of callers, networks and kinds of clients, for each parameter. */
const MOST_COUNTED = 50_000;
/** Words beside each other are a text. */
const TEXT = /\p{L}\s|\s\p{L}/u;
const DIGIT = /\d/;
/** What stands between letters and digits in a value, so many characters of it. */
const BETWEEN = /[^\p{L}\p{N}]/gu;
const LONGEST_FORM = 8;
/** Characters of a value that are shown: it may be worth something. */
const SHOWN = 3;
const saved = z.strictObject({ rates: z.unknown(), sinceMs: z.number().nonnegative() });
/** Who sent what stands beside it as it is, so that states of before are read. */
const savedCounted = savedAccesses.extend({ of: z.literal('counted') });

export const valueReuse: Indicator = {
  id: 'value-reuse',
  title: 'A value of one caller was used by another',
  what: 'A voucher, a one-time code, a device or a payment reference that one caller has sent is sent by another, where each has values of its own.',
  how: "For each code in the query and the body of requests that succeeded, which is a text with digits that is not words beside each other, it is kept who sent it first. What three callers have sent is nobody's own. How often another value that a caller sends for the first time was sent by others before is learned for each parameter of each operation, and for each form of code in it: of those that all may use often, of those that are given to one person hardly ever. Several in some days count together, and so do those of callers with the same network or kind of client.",
  attack: 'Codes, vouchers or references of others are used up; one device or card stands behind many accounts.',
  otherwise: 'A family that shares a device; a code that was published on purpose.',
  remedy: 'Tie codes and references to the account that they were given to, and accept each once. Look at what the callers have in common.',
  owasp: ['API6:2023', 'API2:2023'],
  cwe: ['CWE-639', 'CWE-294'],
  mitre: ['T1550'],
  severity: 'medium',
  create: (learning) => new ValueReuse(learning),
};

/** A value with what it is a value of. */
interface Sent {
  readonly parameter: Parameter;
  /** Hash of the operation, the parameter and the form of its value, and of these with the value; 0 where values of that form are nobody's own. */
  readonly key: number;
  readonly value: number;
  readonly standing: Standing;
}

/** How odd it is that so many values of so many were others'. */
interface Told {
  readonly surprise: number;
  readonly probability: number;
  readonly count: number;
  readonly sends: number;
}

class ValueReuse implements Detector {
  readonly #book: Book;
  readonly #senders: ObjectTable;
  readonly #rates: Rates;
  readonly #counted = new AccessTable(MOST_COUNTED);
  #sinceMs = 0;
  #judged: Facts | undefined;
  #sent: readonly Sent[] = NONE;

  constructor(learning: Learning) {
    const { mostCallers, mostOperations, halfLifeDays } = learning.options;
    this.#book = bookOf(learning);
    this.#senders = new ObjectTable(powerOfTwo(mostCallers * 2));
    this.#rates = new Rates(4 * mostOperations, halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    let strongest: Signal | undefined;
    for (const sent of this.#sentWith(call)) {
      if (!isOfOthers(sent) || this.#rates.observations(sent.key) < ENOUGH) continue;
      const probability = this.#rates.probability(sent.key);
      for (const record of this.#recordsOf(call, sent)) {
        const sends = record.reads + 1;
        const usual = Math.max(probability, record.habit);
        const surprise = Math.max(-Math.log10(usual), surpriseOfCount(record.foreign + 1, usual * sends));
        if (surprise < Math.max(LEAST_SAID, strongest?.surprise ?? 0)) continue;
        strongest = this.#signal(call, sent, { surprise, probability, count: Math.round(record.foreign + 1), sends: Math.round(sends) });
      }
    }
    return strongest;
  }

  learn(call: Call): void {
    if (this.#sinceMs === 0) this.#sinceMs = call.timeMs;
    for (const sent of this.#sentWith(call)) {
      if (!isOwned(sent)) continue;
      const records = this.#recordsOf(call, sent);
      const isTheirs = isOfOthers(sent);
      // Each caller tells of the first one that it sends on a day: whoever sends many, of others or its own, does not say alone how usual that is.
      if ((records[0]?.reads ?? 0) < 1) this.#rates.learn(sent.key, isTheirs, call.timeMs);
      for (const record of records) record.add(isTheirs ? 1 : 0);
    }
  }

  follow(call: Call): void {
    const sent = this.#sentWith(call);
    if (sent.length === 0) return;
    const { caller } = this.#book.facts(call);
    for (const { value } of sent) if (value !== 0) this.#senders.note(value, caller, call.timeMs);
  }

  save(): unknown {
    return { rates: this.#rates.save(), sinceMs: this.#sinceMs };
  }

  merge(value: unknown): void {
    const { rates, sinceMs } = saved.parse(value);
    this.#rates.merge(rates);
    this.#sinceMs = earlier(this.#sinceMs, sinceMs);
  }

  *saveCallers(): Iterable<unknown> {
    yield* this.#senders.save();
    yield { of: 'counted', ...this.#counted.save() };
  }

  mergeCallers(value: unknown): void {
    const { success, data } = savedCounted.safeParse(value);
    if (success) this.#counted.merge(data);
    else this.#senders.merge(value);
  }

  /** What the caller, its network and its kind of client did with values of a parameter: many accounts that use one voucher each have something in common. */
  #recordsOf(call: Call, { key }: Sent): readonly AccessRecord[] {
    const facts = this.#book.facts(call);
    const who = [facts.caller, facts.key('network'), facts.agent].filter((each) => each !== 0);
    return who.map((each) => this.#counted.recordOf(combined(each, key), call.timeMs));
  }

  /** Objects are `single-access`'s; a session is no caller that has anything of its own. */
  #sentWith(call: Call): readonly Sent[] {
    if (call.outcome !== 'success' || call.login !== undefined) return NONE;
    const facts = this.#book.facts(call);
    if (this.#judged === facts) return this.#sent;
    this.#judged = facts;
    this.#sent = facts.class === 'anonymous' ? NONE : this.#valuesOf(call, facts);
    return this.#sent;
  }

  #valuesOf({ parameters, objects }: Call, facts: Facts): readonly Sent[] {
    let sent: Sent[] | undefined;
    for (let index = 0; index < parameters.length; index++) {
      const parameter = parameters[index] as Parameter;
      const { place, name, value, written } = parameter;
      if ((place !== 'query' && place !== 'body') || written !== 'text' || value === REDACTED) continue;
      if (!isCode(value) || objects.some((object) => object.endsWith(`=${value}`))) continue;
      const key = combined(combined(facts.operation, facts.name(name)), facts.hash(formOf(value))) || 1;
      const own = this.#isCommon(key) ? 0 : combined(key, facts.hash(value)) || 1;
      const standing = own === 0 ? 'public' : this.#senders.standing(own, facts.caller);
      sent ??= [];
      sent.push({ parameter, key, value: own, standing });
      if (sent.length === MOST_VALUES) break;
    }
    return sent ?? NONE;
  }

  #isCommon(key: number): boolean {
    return this.#rates.observations(key) >= ENOUGH && this.#rates.probability(key) > MOST_COMMON;
  }

  #signal(call: Call, { key, parameter: { place, name, value } }: Sent, told: Told): Signal {
    const { surprise, probability, count, sends } = told;
    return {
      subject: callerSubject(call),
      surprise,
      api: call.api,
      operation: call.operation,
      count,
      evidence: [
        {
          variable: `${place === 'query' ? 'query parameter' : 'body field'} ${name.slice(0, 100)}`,
          learned: `${brief(100 * probability)} % of the values that a caller sends for the first time, and that not many have, were sent by others before`,
          seen: `${count} of ${sends} of the caller or of those it has network or client in common with, in some days; the last one ${value.slice(0, SHOWN)}… of ${value.length} characters`,
          surprise,
          since: iso(this.#sinceMs),
          observations: Math.round(this.#rates.observations(key)),
        },
      ],
    };
  }
}

/** Codes, numbers of cards and ids have digits; what has none is words, amounts, yes and no. */
function isCode(value: string): boolean {
  return value.length >= SHORTEST && value.length <= LONGEST && DIGIT.test(value) && !TEXT.test(value);
}

/** Codes that all may use and codes that are given to one person come in the same parameter, and differ in how they are written: `SPRING26`, `K4QF-2MBG-77TX`. */
function formOf(value: string): string {
  return (value.match(BETWEEN) ?? NO_FORM).slice(0, LONGEST_FORM).join('');
}

/** It is somebody's own as far as it is known, and new to the caller. */
function isOwned({ standing }: Sent): boolean {
  return standing === 'theirs' || standing === 'unknown';
}

function isOfOthers({ standing }: Sent): boolean {
  return standing === 'theirs';
}

const NONE: readonly Sent[] = [];
const NO_FORM: readonly string[] = [];
