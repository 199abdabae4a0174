import { callerOf, type Exchange } from '@airside/domain';
import type { OperationMatcher } from '@airside/openapi';

import type { Advice } from '../administration.ts';
import type { DeclaredOperation, OperationsOf } from './declared-operation.ts';
import { matchBelow, templateMatcher } from './match-below.ts';

const MOST_CALLERS = 10_000;
const LEAST_REQUESTS = 500;
const LEAST_CALLS = 50;
const DAY_MS = 86_400_000;
/** After so many days without a call an operation is thought to be unused by half. */
const HALF_SURE_DAYS = 7;

interface Used {
  requests: number;
  fromMs: number;
  toMs: number;
  readonly operations: Set<string>;
  readonly callers: Map<string, Scopes>;
}

/** The scopes that a caller holds and those that it needs for what it calls. */
interface Scopes {
  calls: number;
  readonly held: Set<string>;
  readonly needed: Set<string>;
}

/** Which operations are called, and which scopes callers hold and need. */
export class Uses {
  readonly #operationsOf: OperationsOf;
  readonly #apis = new Map<string, Used>();
  readonly #matchers = new Map<string, OperationMatcher>();

  constructor(operationsOf: OperationsOf) {
    this.#operationsOf = operationsOf;
  }

  note(exchange: Exchange): void {
    const { api, status, principal } = exchange;
    if (api === null) return;
    const timeMs = Date.parse(exchange.time);
    const used: Used = this.#apis.get(api) ?? { requests: 0, fromMs: timeMs, toMs: timeMs, operations: new Set(), callers: new Map() };
    this.#apis.set(api, used);
    used.requests++;
    used.fromMs = Math.min(used.fromMs, timeMs);
    used.toMs = Math.max(used.toMs, timeMs);
    const { method, template } = this.#calledOf(api, exchange);
    if (template === null) return;
    used.operations.add(`${method} ${template}`);
    if (status >= 400 || principal === null || principal.scopes === undefined) return;
    const caller = callerOf(exchange);
    const known: Scopes = used.callers.get(caller) ?? { calls: 0, held: new Set(), needed: new Set() };
    if (!used.callers.has(caller) && used.callers.size >= MOST_CALLERS) return;
    used.callers.set(caller, known);
    known.calls++;
    for (const scope of principal.scopes) known.held.add(scope);
    for (const scope of this.#declared(api, method, template)?.scopes ?? []) known.needed.add(scope);
  }

  advice(): Advice[] {
    return [...this.#apis].flatMap(([api, used]) => {
      const declared = this.#operationsOf(api);
      if (declared === undefined || used.requests < LEAST_REQUESTS) return [];
      return [...unusedOperations(api, used, declared), ...unusedScopes(api, used)];
    });
  }

  /** What was recorded before the API had its definition knows no template. */
  #calledOf(api: string, { method, template, path }: Exchange): Pick<Exchange, 'method' | 'template'> {
    if (template !== null) return { method, template };
    const matcher = this.#matchers.get(api) ?? templateMatcher(this.#operationsOf(api) ?? []);
    this.#matchers.set(api, matcher);
    return matchBelow(matcher, { method, path })?.operation ?? { method, template };
  }

  #declared(api: string, method: string, template: string): DeclaredOperation | undefined {
    return this.#operationsOf(api)?.find((operation) => operation.method === method && operation.template === template);
  }
}

function unusedOperations(api: string, { requests, fromMs, toMs, operations }: Used, declared: readonly DeclaredOperation[]): Advice[] {
  const days = (toMs - fromMs) / DAY_MS;
  const confidence = Math.round(100 * (1 - 2 ** (-days / HALF_SURE_DAYS))) / 100;
  return declared
    .map(({ method, template }) => `${method} ${template}`)
    .filter((operation) => !operations.has(operation))
    .map((operation) => ({
      kind: 'unused-operation',
      api,
      operation,
      title: `${operation} of ${api}: nobody calls it`,
      because: `none of ${requests} recorded requests in ${days.toFixed(1)} days`,
      configuration: null,
      confidence,
      touched: { requests: 0, of: requests, callers: 0 },
    }));
}

function unusedScopes(api: string, { callers }: Used): Advice[] {
  return [...callers].flatMap(([caller, { calls, held, needed }]) =>
    calls < LEAST_CALLS
      ? []
      : [...held]
          .filter((scope) => !needed.has(scope))
          .map((scope) => ({
            kind: 'unused-scope' as const,
            api,
            operation: null,
            title: `${caller} does not need the scope ${scope} at ${api}`,
            because: `no operation asks for it that was called in ${calls} recorded requests`,
            configuration: null,
            confidence: Math.round((100 * calls) / (calls + 200)) / 100,
            touched: { requests: 0, of: calls, callers: 0 },
          })),
  );
}
