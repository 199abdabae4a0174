import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { remember } from '../model/callers/caller-state.ts';
import { ClockMap } from '../model/clock-map.ts';
import { credentialKey, credentialKind, credentialRates, credentialSubject } from '../model/credential.ts';
import { earlier } from '../model/earlier.ts';
import { brief, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { Rates } from '../model/rates.ts';
import { type Column, commonLength, numbersColumn, wordsColumn } from '../saved/column.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** What may differ from the last call with the same credential, each a bit. */
const CHANGES = ['network new to the caller', 'country new to the caller', 'in use at another place within ten minutes'] as const;
const [NETWORK, COUNTRY, TWO_PLACES] = [1, 2, 4];
const MASKS = 8;
const MOST_RATES = 64;
const TOGETHER_MS = 600_000;
const MOST_PLACES = 8;
/** So many calls with a credential before one may call it stolen. */
const ENOUGH = 3;
const LEAST_SAID = 2;
/** A single change that was never seen is thought to be half an event; each that comes with it makes a tenth of that. */
const NEVER_SEEN = 0.5;
const WITH_ANOTHER = 0.1;
const USES_IN_PART = 50_000;
const savedPart = z.strictObject({
  /** In states of before. */
  agent: wordsColumn.optional(),
  keys: wordsColumn,
  calls: wordsColumn,
  changes: wordsColumn,
  network: wordsColumn,
  timeMs: numbersColumn,
  otherNetwork: wordsColumn,
  otherMs: numbersColumn,
});
const saved = z.strictObject({ rates: z.unknown(), sinceMs: z.number().nonnegative() });

/** Where a credential was used. */
interface Use {
  calls: number;
  changes: number;
  network: number;
  timeMs: number;
  /** The place before the last, and when it was used last. */
  otherNetwork: number;
  otherMs: number;
}

export const stolenCredential: Indicator = {
  id: 'stolen-credential',
  title: 'Token, key or cookie in the hands of somebody else',
  what: 'The same token, key or session is used from a network and a country that are new to the caller, or from two places in turn.',
  how: 'Each call that succeeds is compared with the last one with the same credential: network and country never seen with the caller, two networks that alternate within ten minutes. How often each combination comes is learned for tokens, sessions and keys by themselves; so is how often this one changes, as keys of programs on many servers do.',
  attack: 'A token was stolen: from a log, a device, a link or by script, and is replayed.',
  otherwise: 'A VPN that is switched on; a telephone abroad that goes from one network to another.',
  remedy: 'Revoke the token and the session, ask the user to log in again; bind tokens to the client (DPoP, mutual TLS).',
  owasp: ['API2:2023'],
  cwe: ['CWE-294', 'CWE-613'],
  mitre: ['T1528', 'T1539', 'T1550.001', 'T1550.004'],
  severity: 'high',
  isOfVictims: true,
  create: (learning) => new StolenCredentials(learning),
};

class StolenCredentials implements Detector {
  readonly #book: Book;
  readonly #uses: ClockMap<Use>;
  /** Under each combination, how often it came; a combination that comprises others counts for them too. */
  readonly #rates: Rates;
  #sinceMs = 0;

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#uses = new ClockMap(learning.options.mostCallers, ({ calls }) => calls >= ENOUGH);
    this.#rates = new Rates(MOST_RATES, learning.options.halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success') return undefined;
    const facts = this.#book.facts(call);
    const key = credentialKey(facts);
    const use = key === 0 ? undefined : this.#uses.get(key);
    if (use === undefined || use.calls < ENOUGH) return undefined;
    const changes = this.#changes(facts, use);
    // Whoever goes from one network to another does what people do all day.
    if (changes === 0 || changes === NETWORK) return undefined;
    const habit = use.changes / (use.calls + 1);
    const surprise = -Math.log10(Math.max(this.#probability(changes, facts), use.changes < 2 ? 0 : habit));
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, changes, surprise);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const key = credentialKey(facts);
    if (key === 0) return;
    if (this.#sinceMs === 0) this.#sinceMs = call.timeMs;
    const use = this.#uses.get(key);
    const state = this.#book.state(facts);
    const network = facts.key('network') || facts.key('address');
    if (use === undefined) {
      this.#uses.set(key, { calls: 1, changes: 0, network, timeMs: call.timeMs, otherNetwork: 0, otherMs: 0 });
    } else {
      const changes = use.calls < ENOUGH ? 0 : this.#changes(facts, use);
      const rates = credentialRates(facts, 0);
      for (let mask = 1; mask < MASKS; mask++) this.#rates.learn(rates + mask, (changes & mask) === mask, call.timeMs);
      use.calls++;
      if (changes > 0) use.changes++;
      moveTo(use, network, call.timeMs);
    }
    remember(state.networks, network, MOST_PLACES);
    const country = countryOf(facts);
    if (country !== 0) remember(state.countries, country, MOST_PLACES);
  }

  save(): unknown {
    return { rates: this.#rates.save(), sinceMs: this.#sinceMs };
  }

  merge(value: unknown): void {
    const { rates, sinceMs } = saved.parse(value);
    this.#rates.merge(rates);
    this.#sinceMs = earlier(this.#sinceMs, sinceMs);
  }

  *saveCallers(): Generator<z.infer<typeof savedPart>> {
    const all = [...this.#uses.entries()];
    for (let from = 0; from < all.length; from += USES_IN_PART) {
      const some = all.slice(from, from + USES_IN_PART);
      const words = (of: (use: Use, key: number) => number) => collect(some, of, new Uint32Array(some.length));
      const times = (of: (use: Use) => number) => collect(some, of, new Float64Array(some.length));
      yield {
        keys: words((_, key) => key),
        calls: words(({ calls }) => calls),
        changes: words(({ changes }) => changes),
        network: words(({ network }) => network),
        timeMs: times(({ timeMs }) => timeMs),
        otherNetwork: words(({ otherNetwork }) => otherNetwork),
        otherMs: times(({ otherMs }) => otherMs),
      };
    }
  }

  /** Of a credential that both know, calls are added, and it is where it was used last. */
  mergeCallers(value: unknown): void {
    const { agent: _, ...columns } = savedPart.parse(value);
    commonLength(columns);
    const { keys, calls, changes, network, timeMs, otherNetwork, otherMs } = columns;
    for (const [index, key] of keys.entries()) {
      const use: Use = {
        calls: calls[index] ?? 0,
        changes: changes[index] ?? 0,
        network: network[index] ?? 0,
        timeMs: timeMs[index] ?? 0,
        otherNetwork: otherNetwork[index] ?? 0,
        otherMs: otherMs[index] ?? 0,
      };
      const known = this.#uses.get(key);
      const later = known === undefined || use.timeMs > known.timeMs ? use : known;
      this.#uses.set(key, { ...later, calls: use.calls + (known?.calls ?? 0), changes: use.changes + (known?.changes ?? 0) });
    }
  }

  #changes(facts: Facts, use: Use): number {
    const { networks, countries } = this.#book.state(facts);
    const network = facts.key('network') || facts.key('address');
    let changes = 0;
    if (network !== use.network) {
      if (networks.length > 0 && !networks.includes(network)) changes |= NETWORK;
      const country = countryOf(facts);
      if (country !== 0 && countries.length > 0 && !countries.includes(country)) changes |= COUNTRY;
      // From there to here is a move; back again so soon is two places.
      if (network === use.otherNetwork && facts.call.timeMs - use.otherMs < TOGETHER_MS) changes |= TWO_PLACES;
    }
    return changes;
  }

  #probability(changes: number, facts: Facts): number {
    const rate = credentialRates(facts, changes);
    let expected = NEVER_SEEN / WITH_ANOTHER;
    for (let bits = changes; bits > 0; bits >>= 1) if ((bits & 1) === 1) expected *= WITH_ANOTHER;
    return (this.#rates.events(rate) + expected) / (this.#rates.observations(rate) + 1);
  }

  #signal(facts: Facts, changes: number, surprise: number): Signal {
    const { call } = facts;
    const { address, country, network, userAgent } = call.exchange.client;
    const what = CHANGES.filter((_, index) => (changes & (1 << index)) !== 0).join('; ');
    return {
      subject: credentialSubject(facts),
      surprise,
      api: call.api,
      operation: null,
      evidence: [
        {
          variable: `use of one credential: ${what}`,
          learned: `in ${brief(100 * this.#probability(changes, facts))} % of calls with a ${credentialKind(facts)}`,
          seen: `${address} ${network ?? ''} ${country ?? ''} ${userAgent ?? ''}`.slice(0, 250),
          surprise,
          since: iso(this.#sinceMs),
          observations: Math.round(this.#rates.observations(credentialRates(facts, changes))),
        },
      ],
    };
  }
}

function collect<C extends Column>(uses: readonly (readonly [number, Use])[], of: (use: Use, key: number) => number, into: C): C {
  for (const [index, [key, use]] of uses.entries()) into[index] = of(use, key);
  return into;
}

function countryOf(facts: Facts): number {
  const { country } = facts.call.exchange.client;
  return country === undefined ? 0 : facts.name(country);
}

function moveTo(use: Use, network: number, timeMs: number): void {
  if (network !== use.network) {
    use.otherNetwork = use.network;
    use.otherMs = use.timeMs;
    use.network = network;
  }
  use.timeMs = timeMs;
}
