import type { Exchange, Subject } from '@airside/domain';

import type { Answer, Call, Login, Outcome, Parameter } from '../call/call.ts';

/** What a test says of a call; all else is what an everyday call has. */
export interface MadeCall {
  readonly timeMs: number;
  readonly user?: string;
  readonly address?: string;
  readonly network?: string;
  readonly country?: string;
  readonly agent?: string | null;
  readonly fingerprint?: string;
  readonly session?: string;
  readonly token?: string;
  readonly kind?: 'jwt' | 'apiKey' | 'anonymous';
  readonly roles?: readonly string[];
  readonly groups?: readonly string[];
  readonly scopes?: readonly string[];
  readonly api?: string;
  readonly operation?: string;
  readonly path?: string;
  readonly template?: string | null;
  readonly query?: string;
  readonly status?: number;
  readonly outcome?: Outcome;
  readonly objects?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly isWhole?: boolean;
  readonly login?: Login;
  readonly answer?: Partial<Answer>;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  readonly durationMs?: number;
  readonly firewallScore?: number;
}

let made = 0;

/** A call for tests of indicators. */
export function callOf(of: MadeCall): Call {
  const status = of.status ?? 200;
  const operation = of.operation ?? 'GET /things';
  const [method = 'GET', template = '/things'] = operation.split(' ');
  const exchange = exchangeOf(of, method, template, status);
  const subjects = subjectsOf(of);
  const [first] = subjects;
  return {
    exchange,
    timeMs: of.timeMs,
    api: of.api ?? 'shop',
    operation,
    outcome: of.outcome ?? (status < 400 ? 'success' : status < 500 ? 'rejected' : 'error'),
    caller: first === undefined ? 'address:192.0.2.1' : `${first.kind}:${first.id}`,
    subjects,
    parameters: of.parameters ?? [],
    isWhole: of.isWhole ?? true,
    objects: of.objects ?? [],
    login: of.login,
    answer: of.answer === undefined ? undefined : { objects: [], fields: [], records: 0, personal: 0, ...of.answer },
  };
}

function subjectsOf({ user, session, token, address = '192.0.2.1', network }: MadeCall): readonly Subject[] {
  const named: readonly (readonly [Subject['kind'], string | undefined])[] = [
    ['user', user],
    ['session', session],
    ['token', token],
    ['address', address],
    ['network', network],
  ];
  return named.flatMap(([kind, id]) => (id === undefined ? [] : [{ kind, id }]));
}

function exchangeOf(of: MadeCall, method: string, template: string, status: number): Exchange {
  const { user, address = '192.0.2.1', network, country, fingerprint, session, token, kind = 'jwt' } = of;
  made++;
  return {
    id: `test-${made}`,
    time: new Date(of.timeMs).toISOString(),
    api: of.api ?? 'shop',
    operation: null,
    method,
    host: 'api.example.com',
    path: of.path ?? template,
    template: of.template === undefined ? template : of.template,
    query: of.query ?? '',
    client: {
      address,
      userAgent: of.agent === undefined ? 'Mozilla/5.0' : of.agent,
      ...(network === undefined ? {} : { network }),
      ...(country === undefined ? {} : { country }),
      ...(fingerprint === undefined ? {} : { fingerprint }),
      ...(session === undefined ? {} : { session }),
    },
    principal:
      user === undefined || kind === 'anonymous'
        ? null
        : {
            kind,
            subject: user,
            consumer: null,
            credential: null,
            ...(token === undefined ? {} : { token }),
            ...(of.roles === undefined ? {} : { roles: [...of.roles] }),
            ...(of.groups === undefined ? {} : { groups: [...of.groups] }),
            ...(of.scopes === undefined ? {} : { scopes: [...of.scopes] }),
          },
    verdicts: [],
    ...(of.firewallScore === undefined ? {} : { firewall: { score: of.firewallScore, matches: [] } }),
    problem: of.outcome === 'refused' ? 'forbidden' : null,
    status,
    upstream: null,
    requestBytes: of.requestBytes ?? 0,
    responseBytes: of.responseBytes ?? 500,
    durationMs: of.durationMs ?? 20,
  };
}
