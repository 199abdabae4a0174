import type { Exchange, Verdict } from '@airside/domain';

import type { Header } from '../device/device.ts';
import type { Draw } from '../draw.ts';
import type { Client } from './client.ts';
import { rounded, toExchange } from './exchange.ts';
import { type Answer, type ApiProfile, type Operation, problem, type Stream } from './operation.ts';
import { RateLimit } from './rate-limit.ts';
import { parametersOf, pathOf, type QueryInput, queryOf } from './route.ts';

/** What a client sends. */
export interface Input {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: QueryInput | string;
  readonly body?: unknown;
  readonly headers?: readonly Header[];
  /** The rule of the firewall that this runs into. */
  readonly rule?: number;
  /** User name beside a password that the gateway checks (Basic). */
  /** How a connection that stays open is used. */
  readonly stream?: Stream;
  readonly basic?: { readonly username: string; readonly right: boolean };
}

/** What befalls an API: it is away, or slow. */
export interface Weather {
  isDown(api: string, nowMs: number): boolean;
  slowness(api: string, nowMs: number): number;
}

const passed = (policy: string, checkpoint: Verdict['checkpoint'], durationUs: number): Verdict => ({
  policy,
  checkpoint,
  outcome: 'pass',
  durationUs,
});
const PASSES: readonly (readonly Verdict[])[] = [11, 14, 19, 26].map((us) => [
  passed('authentication', 'identity', us),
  passed('rateLimit', 'allowance', us / 4),
  passed('firewall', 'firewall', us * 3),
]);
const CLOSES_EARLY_MS = 9000;

/** The gateway before all APIs: takes requests, has them answered, and writes each down. */
export class Gateway {
  readonly #draw: Draw;
  readonly #weather: Weather;
  readonly #record: (exchange: Exchange, client: Client) => void;
  readonly #limits = new Map<string, RateLimit>();

  constructor(draw: Draw, weather: Weather, record: (exchange: Exchange, client: Client) => void) {
    this.#draw = draw;
    this.#weather = weather;
    this.#record = record;
  }

  send(nowMs: number, client: Client, operation: Operation, input: Input = {}): Answer {
    const query = queryOf(input.query);
    const path = pathOf(operation, input.path ?? {});
    return this.#handle(nowMs, client, operation.api, operation, operation.method, path, query, input);
  }

  /** A request for something that the API does not have. */
  sendUnknown(nowMs: number, client: Client, api: ApiProfile, method: string, path: string, input: Input = {}): Answer {
    return this.#handle(nowMs, client, api, null, method, path, queryOf(input.query), input);
  }

  #handle(
    timeMs: number,
    client: Client,
    api: ApiProfile,
    operation: Operation | null,
    method: string,
    path: string,
    query: string,
    input: Input,
  ): Answer {
    const draw = this.#draw;
    const refused = this.#refuse(timeMs, client, api, operation, query, input);
    const identified = refused === undefined || refused.checkpoint !== 'identity';
    let upstreamMs: number | null = null;
    let answer: Answer;
    let problemName: Exchange['problem'] = refused?.problem ?? null;
    if (refused !== undefined) {
      answer = problem(refused.status, refused.problem);
    } else if (this.#weather.isDown(api.id, timeMs)) {
      upstreamMs = rounded(draw.around(1200));
      problemName = 'upstream-unreachable';
      answer = problem(502, 'The upstream could not be reached');
    } else {
      answer =
        operation === null
          ? problem(404, 'Not found')
          : operation.answer({
              client,
              nowMs: timeMs,
              draw,
              path: input.path ?? {},
              query: parametersOf(query),
              body: members(input.body),
              headers: input.headers ?? [],
              stream: input.stream,
            });
      const usual = operation?.latencyMs ?? 4;
      upstreamMs = rounded(answer.openMs ?? draw.around(usual, 0.35) * this.#weather.slowness(api.id, timeMs) + (answer.extraMs ?? 0));
      if (answer.openMs === undefined && upstreamMs > CLOSES_EARLY_MS && client.device.family.kind !== 'library' && draw.chance(0.3))
        answer = { ...answer, status: 499 };
    }
    const requestBody = bodyText(input.body, operation?.form === true);
    const exchange = toExchange({
      id: draw.uuid(),
      timeMs,
      api,
      operation,
      method,
      path,
      query,
      client,
      identified,
      claimed: input.basic?.right === false ? input.basic.username : undefined,
      verdicts: this.#verdicts(api, operation, query, input, refused),
      firewall: input.rule === undefined ? undefined : { score: 5, matches: [{ rule: input.rule, variables: ['ARGS'] }] },
      problem: problemName,
      requestBody,
      form: operation?.form === true,
      extraHeaders: [...(operation?.fields ?? []), ...(input.headers ?? [])],
      answer,
      upstreamMs,
      gatewayMs: draw.between(0.2, 0.6),
    });
    this.#record(exchange, client);
    return answer;
  }

  #refuse(
    nowMs: number,
    client: Client,
    api: ApiProfile,
    operation: Operation | null,
    query: string,
    input: Input,
  ): { status: number; problem: string; checkpoint: Verdict['checkpoint']; policy: string } | undefined {
    const identity = { checkpoint: 'identity', policy: 'authentication' } as const;
    if (input.basic?.right === false) return { ...identity, status: 401, problem: 'credential-invalid' };
    if (!api.cookies && operation?.open !== true) {
      if (client.credential === null) return { ...identity, status: 401, problem: 'credential-required' };
      if (client.credential.expiresMs <= nowMs) return { ...identity, status: 401, problem: 'credential-invalid' };
    }
    if (api.defined && operation === null) return { checkpoint: 'contract', policy: 'contract', status: 404, problem: 'operation-unknown' };
    if (!this.#limitOf(api).take(client.credential?.principal.subject ?? client.address.text, nowMs))
      return { checkpoint: 'allowance', policy: 'rateLimit', status: 429, problem: 'rate-limited' };
    if (api.contract === 'enforce' && operation !== null && misfit(operation, query, input.body) !== undefined)
      return { checkpoint: 'contract', policy: 'contract', status: 400, problem: 'contract-violation' };
    if (input.rule !== undefined) return { checkpoint: 'firewall', policy: 'firewall', status: 403, problem: 'firewall-blocked' };
    return undefined;
  }

  #limitOf(api: ApiProfile): RateLimit {
    const known = this.#limits.get(api.id);
    if (known !== undefined) return known;
    const limit = new RateLimit(api.perMinute);
    this.#limits.set(api.id, limit);
    return limit;
  }

  #verdicts(
    api: ApiProfile,
    operation: Operation | null,
    query: string,
    input: Input,
    refused: { readonly problem: string; readonly checkpoint: Verdict['checkpoint']; readonly policy: string } | undefined,
  ): readonly Verdict[] {
    const usual = PASSES[this.#draw.integer(0, PASSES.length - 1)] ?? [];
    if (refused !== undefined) {
      const { checkpoint, policy } = refused;
      return [
        ...usual.slice(0, checkpoint === 'identity' ? 0 : 1),
        { policy, checkpoint, outcome: 'refuse', reason: refused.problem, durationUs: 40 },
      ];
    }
    const reason = api.contract === 'report' && operation !== null ? misfit(operation, query, input.body) : undefined;
    return reason === undefined
      ? usual
      : [...usual, { policy: 'contract', checkpoint: 'contract', outcome: 'report', reason, durationUs: 35 }];
  }
}

/** What the definition does not have; undefined where all fits. */
function misfit({ query: known = [], body: members_ = [] }: Operation, query: string, body: unknown): string | undefined {
  if (query !== '') {
    for (const name in parametersOf(query)) if (!known.includes(name)) return `query parameter ${name.slice(0, 80)} is not defined`;
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    for (const name in body) if (!members_.includes(name)) return `body member /${name.slice(0, 80)} is not defined`;
  }
  return undefined;
}

function members(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Readonly<Record<string, unknown>>;
  return body === undefined ? {} : { '': body };
}

/** As it is recorded: secrets replaced. */
function bodyText(body: unknown, form: boolean): string | undefined {
  if (body === undefined) return undefined;
  if (typeof body === 'string') return body;
  if (form) return queryOf({ ...(body as QueryInput), ...('password' in (body as object) && { password: '***' }) });
  return JSON.stringify(typeof body === 'object' && body !== null && 'password' in body ? { ...body, password: '***' } : body);
}
