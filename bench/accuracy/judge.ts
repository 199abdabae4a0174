import type { Engine, ReadRequest, Transaction } from '@airside/seclang';

import type { Corpus } from './corpus.ts';

/** How a rule set did on a corpus. */
export interface Judgement {
  readonly corpus: string;
  readonly attacks: number;
  readonly found: number;
  readonly benign: number;
  readonly falseAlarms: number;
  /** By category: attacks, and how many of them were refused. */
  readonly categories: Readonly<Record<string, { readonly attacks: number; readonly found: number }>>;
  /** By id: attacks and benign requests that the rule matched, refused or not. */
  readonly rules: Readonly<Record<string, { readonly attacks: number; readonly benign: number }>>;
}

/** Sends every request of a corpus through the engine; what is refused counts as found, or as a false alarm. */
export function judge(engine: Engine, { name, samples }: Corpus, hides: ReadonlySet<string>): Judgement {
  const categories = new Map<string, { attacks: number; found: number }>();
  const rules = new Map<string, { attacks: number; benign: number }>();
  let falseAlarms = 0;
  for (const { request, isAttack, category } of samples) {
    const transaction = inspect(engine, request, hides);
    const refused = transaction.interruption === undefined ? 0 : 1;
    for (const id of new Set(transaction.matchedRules.map((rule) => String(rule.id)))) {
      entry(rules, id, { attacks: 0, benign: 0 })[isAttack ? 'attacks' : 'benign']++;
    }
    if (isAttack) {
      const counts = entry(categories, category, { attacks: 0, found: 0 });
      counts.attacks++;
      counts.found += refused;
    } else {
      falseAlarms += refused;
    }
  }
  const attacks = sum([...categories.values()].map((counts) => counts.attacks));
  return {
    corpus: name,
    attacks,
    found: sum([...categories.values()].map((counts) => counts.found)),
    benign: samples.length - attacks,
    falseAlarms,
    categories: Object.fromEntries(categories),
    rules: Object.fromEntries(rules),
  };
}

/** One request through the phases that see requests. Headers whose names (lower case) are in `hides` are left out. */
export function inspect(engine: Engine, request: ReadRequest, hides: ReadonlySet<string> = new Set()): Transaction {
  const transaction = engine.transaction();
  transaction.connection({ clientAddress: '192.0.2.1', clientPort: 40_000, serverAddress: '192.0.2.80', serverPort: 80 });
  transaction.requestLine(request.method, request.uri, request.protocol);
  for (const [name, value] of request.headers) if (!hides.has(name.toLowerCase())) transaction.requestHeader(name, value);
  if (transaction.requestHeaders() === undefined) transaction.requestBody(request.body);
  transaction.logging();
  return transaction;
}

function entry<Value>(map: Map<string, Value>, key: string, initial: Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  map.set(key, initial);
  return initial;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
