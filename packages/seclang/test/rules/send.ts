import { type ApiRulesOptions, apiRules, createEngine, type Engine, loadRules, type Transaction } from '../../src/index.ts';
import type { RuleCase } from './cases.ts';

/** The id of the rule that refuses. */
export const VERDICT = 109_990;

export function apiEngine(options: ApiRulesOptions = {}): Engine {
  return createEngine(loadRules(apiRules(options)));
}

/** Sends a case through the phases that see requests; a text is the parameter `q`. */
export function send(engine: Engine, input: string | RuleCase): Transaction {
  const { method, target, headers = {}, body, value }: RuleCase = typeof input === 'string' ? { value: input } : input;
  const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
  const transaction = engine.transaction();
  transaction.connection({ clientAddress: '192.0.2.1', clientPort: 40_000, serverAddress: '192.0.2.80', serverPort: 80 });
  const query = value === undefined ? '' : `?q=${percentEncoded(value)}`;
  transaction.requestLine(method ?? (body === undefined ? 'GET' : 'POST'), target ?? `/v1/items${query}`, 'HTTP/1.1');
  transaction.requestHeader('Host', 'api.example');
  if (body !== undefined && headers['Content-Type'] === undefined) {
    transaction.requestHeader('Content-Type', typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json');
  }
  for (const [name, text_] of Object.entries(headers)) transaction.requestHeader(name, text_);
  if (transaction.requestHeaders() === undefined) transaction.requestBody(text);
  transaction.logging();
  return transaction;
}

/** The ids of the rules that matched, without the verdict. */
export function found(transaction: Transaction): number[] {
  return transaction.matchedRules.map(({ id }) => id).filter((id) => id !== VERDICT);
}

/** Every byte of a byte string as `%xx`. */
export function percentEncoded(text: string): string {
  return Buffer.from(text, 'latin1').reduce((encoded, byte) => `${encoded}%${byte.toString(16).padStart(2, '0')}`, '');
}
