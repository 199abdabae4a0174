import type { HttpCall } from '../harness/call.ts';
import type { Target } from '../harness/rounds.ts';
import { orderBody } from './payload.ts';

/** A contender in a scenario. */
export interface ProxyTarget extends Target {
  readonly scenario: string;
  /** Name of the server that is called. */
  readonly server: string;
  /** What the result calls it. */
  readonly label: string;
  readonly path: string;
  readonly call: HttpCall;
  /** A call that Airside has to refuse here, else it would not do the work that is measured. */
  readonly refused?: { readonly path: string; readonly call: HttpCall; readonly status: number };
  /** Keys of the targets that it is compared with, by the name in the result. */
  readonly references: Readonly<Record<string, string>>;
}

export const SCENARIO_TITLES = {
  'pass-through': "GET of a small JSON document, passed through, and inspected by the firewall with Airside's own rules",
  guarded: 'the same with an API key checked, a rate limit counted and a definition enforced (path and query parameter)',
  post: 'POST of a JSON body of 1 KB, passed through, validated against a definition, and inspected by the firewall',
} as const;

const PEERS = ['nginx', 'haproxy'];
const READ = '/orders/42?expand=items';
const ATTACK = encodeURIComponent("1' UNION SELECT password FROM users-- ");

/** All that is measured, given the servers that run and the API key that Airside accepts. */
export function proxyTargets(servers: readonly string[], apiKey: string): readonly ProxyTarget[] {
  const get: HttpCall = { method: 'GET', headers: {} };
  const post: HttpCall = { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: orderBody() };
  const withKey: HttpCall = { method: 'GET', headers: { 'X-Api-Key': apiKey } };
  const others = (scenario: string): Record<string, string> =>
    Object.fromEntries(['direct', ...PEERS].filter((name) => servers.includes(name)).map((name) => [name, `${scenario}/${name}`]));

  return [
    ...servers.map((server) => target('pass-through', server, `/plain${READ}`, get, others('pass-through'))),
    {
      ...target('pass-through', 'airside', `/inspected${READ}`, get, {
        ...others('pass-through'),
        'airside pass-through': 'pass-through/airside',
      }),
      key: 'pass-through/airside inspecting',
      label: 'airside inspecting',
      refused: { path: `/inspected${READ}&q=${ATTACK}`, call: get, status: 403 },
    },
    {
      ...target('guarded', 'airside', `/guarded${READ}`, withKey, { 'airside pass-through': 'pass-through/airside' }),
      refused: { path: '/guarded/orders/none?expand=items', call: withKey, status: 400 },
    },
    ...servers.map((server) => target('post', server, '/plain/orders', post, others('post'))),
    {
      ...target('post', 'airside', '/validated/orders', post, { ...others('post'), 'airside pass-through': 'post/airside' }),
      key: 'post/airside validating',
      label: 'airside validating',
      refused: { path: '/validated/orders', call: { ...post, body: '{"customer":1}' }, status: 400 },
    },
    {
      ...target('post', 'airside', '/inspected/orders', post, { ...others('post'), 'airside pass-through': 'post/airside' }),
      key: 'post/airside inspecting',
      label: 'airside inspecting',
      refused: { path: '/inspected/orders', call: { ...post, body: `{"q":"${decodeURIComponent(ATTACK)}"}` }, status: 403 },
    },
  ];
}

function target(scenario: string, server: string, path: string, call: HttpCall, references: Readonly<Record<string, string>>): ProxyTarget {
  return { key: `${scenario}/${server}`, scenario, server, label: server, path, call, references };
}
