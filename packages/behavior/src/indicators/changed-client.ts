import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { ClockMap } from '../model/clock-map.ts';
import { credentialKey, credentialKind, credentialRates, credentialSubject, KINDS_OF_CREDENTIALS } from '../model/credential.ts';
import { earlier } from '../model/earlier.ts';
import { brief, iso } from '../model/explain.ts';
import type { Facts } from '../model/facts.ts';
import { Rates } from '../model/rates.ts';
import { commonLength, wordsColumn } from '../saved/column.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

const LEAST_SAID = 2;
/** Of a credential that changes back and forth, so many changes are a habit. */
const HABIT = 2;
const CHANGE = 1;
/** Credentials used so often are remembered rather than those that came once. */
const WORTH_KEEPING = 3;
const USES_IN_PART = 50_000;
const savedPart = z.strictObject({ keys: wordsColumn, calls: wordsColumn, changes: wordsColumn, agents: wordsColumn });
const saved = z.strictObject({ rates: z.unknown(), sinceMs: z.number().nonnegative() });

interface Use {
  readonly calls: number;
  readonly changes: number;
  readonly agent: number;
}

export const changedClient: Indicator = {
  id: 'changed-client',
  title: 'Token, key or cookie used by another program',
  what: 'The same token, key or session is used by another kind of client than before: another program, or one that does TLS in another way.',
  how: 'User agent (numbers left out) and TLS fingerprint of each call that succeeds are compared with those of the last one with the same credential. How often they change is learned for tokens, sessions and keys by themselves; so is how often this one changes, as keys of programs on many servers do.',
  attack: 'A credential was stolen and is used by a tool, or by another browser, perhaps through the own network of its owner.',
  otherwise: 'A browser that is told to pretend to be another; a program that was replaced by another one with the same key.',
  remedy: 'Revoke the token and the session, ask the user to log in again; bind tokens to the client (DPoP, mutual TLS).',
  owasp: ['API2:2023'],
  cwe: ['CWE-294', 'CWE-613'],
  mitre: ['T1528', 'T1539', 'T1550.001', 'T1550.004'],
  severity: 'high',
  isOfVictims: true,
  create: (learning) => new ChangedClients(learning),
};

class ChangedClients implements Detector {
  readonly #book: Book;
  readonly #uses: ClockMap<Use>;
  readonly #rates: Rates;
  #sinceMs = 0;

  constructor(learning: Learning) {
    const { mostCallers, halfLifeDays } = learning.options;
    this.#book = bookOf(learning);
    this.#uses = new ClockMap(mostCallers, ({ calls }) => calls >= WORTH_KEEPING);
    this.#rates = new Rates(KINDS_OF_CREDENTIALS.length, halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success') return undefined;
    const facts = this.#book.facts(call);
    const key = credentialKey(facts);
    const use = key === 0 ? undefined : this.#uses.get(key);
    if (use === undefined || facts.agent === 0 || facts.agent === use.agent) return undefined;
    const habit = use.changes < HABIT ? 0 : use.changes / (use.calls + 1);
    const surprise = -Math.log10(Math.max(this.#rates.probability(credentialRates(facts, CHANGE)), habit));
    return surprise < LEAST_SAID ? undefined : this.#signal(facts, surprise);
  }

  learn(call: Call): void {
    if (call.outcome !== 'success') return;
    const facts = this.#book.facts(call);
    const key = credentialKey(facts);
    const { agent } = facts;
    if (key === 0 || agent === 0) return;
    if (this.#sinceMs === 0) this.#sinceMs = call.timeMs;
    const use = this.#uses.get(key);
    if (use === undefined) {
      this.#uses.set(key, { calls: 1, changes: 0, agent });
      return;
    }
    const isChange = agent !== use.agent;
    this.#rates.learn(credentialRates(facts, CHANGE), isChange, call.timeMs);
    this.#uses.set(key, { calls: use.calls + 1, changes: use.changes + (isChange ? 1 : 0), agent });
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
      yield {
        keys: Uint32Array.from(some, ([key]) => key),
        calls: Uint32Array.from(some, ([, { calls }]) => calls),
        changes: Uint32Array.from(some, ([, { changes }]) => changes),
        agents: Uint32Array.from(some, ([, { agent }]) => agent),
      };
    }
  }

  /** Of a credential that both know, calls are added; by which program it was used last is what the one says that knows more of it. */
  mergeCallers(value: unknown): void {
    const { keys, calls, changes, agents } = savedPart.parse(value);
    commonLength({ keys, calls, changes, agents });
    for (const [index, key] of keys.entries()) {
      const known = this.#uses.get(key);
      const use: Use = { calls: calls[index] ?? 0, changes: changes[index] ?? 0, agent: agents[index] ?? 0 };
      const { agent } = known === undefined || use.calls > known.calls ? use : known;
      this.#uses.set(key, { calls: use.calls + (known?.calls ?? 0), changes: use.changes + (known?.changes ?? 0), agent });
    }
  }

  #signal(facts: Facts, surprise: number): Signal {
    const { call } = facts;
    const { address, userAgent, fingerprint } = call.exchange.client;
    const rates = credentialRates(facts, CHANGE);
    return {
      subject: credentialSubject(facts),
      surprise,
      api: call.api,
      operation: null,
      evidence: [
        {
          variable: 'kind of client of one credential, by user agent and TLS fingerprint',
          learned: `another one than before in ${brief(100 * this.#rates.probability(rates))} % of calls with a ${credentialKind(facts)}`,
          seen: `${address} ${userAgent ?? ''} ${fingerprint ?? ''}`.slice(0, 250),
          surprise,
          since: iso(this.#sinceMs),
          observations: Math.round(this.#rates.observations(rates)),
        },
      ],
    };
  }
}
