import { randomUUID } from 'node:crypto';

import { expect } from 'vitest';

import { createEngine, type Engine, loadRules, type Transaction } from '../../src/index.ts';
import { STATES } from '../optimisations.ts';

/** An exchange as a test writes it; what it leaves out is a plain `GET /`. */
export interface Exchange {
  readonly method?: string;
  readonly uri?: string;
  readonly protocol?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly clientAddress?: string;
  readonly status?: number;
  readonly responseHeaders?: Readonly<Record<string, string>>;
  readonly responseBody?: string;
  readonly now?: () => number;
  /** Variables of TX that the host sets. */
  readonly tx?: Readonly<Record<string, string>>;
}

const SETTINGS = 'SecRuleEngine On\nSecRequestBodyAccess On\nSecResponseBodyAccess On\n';

/** By engine: others for the same rules, each with some optimisation turned off. */
const TWINS = new WeakMap<Engine, readonly { readonly title: string; readonly engine: Engine }[]>();

/** An engine for rules, with the engine on and access to bodies unless the rules say otherwise. */
export function engineOf(rules: string): Engine {
  const sources = [{ text: SETTINGS + rules, name: 'test.conf' }];
  const engine = createEngine(loadRules(sources));
  TWINS.set(
    engine,
    STATES.map(({ title, optimise }) => ({ title, engine: createEngine(loadRules(sources, { optimise })) })),
  );
  return engine;
}

/** Takes an exchange through all phases, as far as no interruption stops it, and makes sure that no optimisation changes what comes out. */
export function run(engine: Engine, exchange: Exchange = {}): Transaction {
  const id = randomUUID();
  const transaction = runOnce(engine, exchange, id);
  for (const twin of TWINS.get(engine) ?? []) {
    const { matchedRules, interruption } = runOnce(twin.engine, exchange, id);
    expect({ matchedRules, interruption }, twin.title).toEqual({
      matchedRules: transaction.matchedRules,
      interruption: transaction.interruption,
    });
  }
  return transaction;
}

function runOnce(engine: Engine, exchange: Exchange, id: string): Transaction {
  const transaction = engine.transaction({
    id,
    ...(exchange.now !== undefined && { now: exchange.now }),
    ...(exchange.tx !== undefined && { tx: exchange.tx }),
  });
  transaction.connection({
    clientAddress: exchange.clientAddress ?? '192.0.2.1',
    clientPort: 4711,
    serverAddress: '192.0.2.80',
    serverPort: 80,
  });
  transaction.requestLine(
    exchange.method ?? (exchange.body === undefined ? 'GET' : 'POST'),
    exchange.uri ?? '/',
    exchange.protocol ?? 'HTTP/1.1',
  );
  for (const [name, value] of Object.entries(exchange.headers ?? {})) transaction.requestHeader(name, value);
  const stopped =
    transaction.requestHeaders() ??
    transaction.requestBody(exchange.body ?? '') ??
    transaction.responseHeaders(
      exchange.status ?? 200,
      'HTTP/1.1',
      Object.entries(exchange.responseHeaders ?? { 'Content-Type': 'text/html' }),
    ) ??
    transaction.responseBody(exchange.responseBody ?? '');
  if (stopped !== transaction.interruption) throw new Error('a step answered with another interruption than the transaction keeps');
  transaction.logging();
  return transaction;
}

/** The ids of the rules that matched, in their order. */
export function ids(rules: string, exchange: Exchange = {}): number[] {
  return run(engineOf(rules), exchange).matchedRules.map(({ id }) => id);
}

/** The message of the first rule that matched: what its macros expanded to. */
export function message(rules: string, exchange: Exchange = {}): string | undefined {
  return run(engineOf(rules), exchange).matchedRules[0]?.msg;
}

/** What is wrong with rules that must not load. */
export function problems(rules: string): string[] {
  try {
    engineOf(rules);
  } catch (error) {
    if (error instanceof Error && 'problems' in error)
      return (error.problems as { line: number; message: string }[]).map(({ line, message: text }) => `${line - 3}: ${text}`);
    throw error;
  }
  return [];
}
