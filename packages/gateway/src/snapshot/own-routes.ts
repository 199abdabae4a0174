import { AUTHORIZATION_SERVER_PATH, type Configuration } from '@airside/domain';
import { Pool } from 'undici';

import { Pipeline, type Stage, stagesOf } from '../pipeline/pipeline.ts';
import type { ApiContext, PolicyServices } from '../pipeline/policy.ts';
import { rateLimit } from '../policies/rate-limit/policy.ts';
import { size } from '../policies/size/policy.ts';
import { UpstreamGroup } from '../proxy/upstream-group.ts';
import type { Route } from '../route/router.ts';
import type { RunningAuthorizationServer } from './bundle.ts';
import type { CompiledApi, CompiledOperation } from './compiled.ts';
import type { Leases } from './leases.ts';

/** What records call the authorization server; no API can have this name. */
const API_ID = '.airside/oauth';
const MOST_CONNECTIONS = 32;
const CONNECT_TIMEOUT_MS = 2000;
const RESPONSE_TIMEOUT_MS = 15_000;
const LARGEST_BODY = '64KiB';

/** Where metadata is looked for besides below the issuer itself (RFC 8414 section 3.1). */
const WELL_KNOWN = ['/.well-known/oauth-authorization-server', '/.well-known/openid-configuration'];

/**
 * The authorization server as an API of Airside's own: its requests pass the checks of the head and the limits of size and rate, are forwarded
 * over a Unix socket and recorded. It judges credentials itself, and nothing looks into its bodies, which hold passwords.
 */
export function ownRoutes(
  running: RunningAuthorizationServer | undefined,
  configuration: Configuration,
  services: PolicyServices,
  leases: Leases,
): readonly Route<CompiledApi>[] {
  if (running === undefined) return [];
  const pool = leases.acquire(
    `socket ${running.socket}`,
    () =>
      new Pool('http://localhost', {
        socketPath: running.socket,
        connections: MOST_CONNECTIONS,
        pipelining: 1,
        allowH2: false,
        connect: { timeout: CONNECT_TIMEOUT_MS },
      }),
    (unused) => void unused.close(),
  );
  const pipeline = new Pipeline(limits(asApi(configuration, services)));
  const apiAt = (basePath: string): CompiledApi => {
    const operation: CompiledOperation = { operation: undefined, pipeline };
    return {
      id: API_ID,
      identityTerms: { audience: API_ID, claims: [], boundToRequest: false },
      upstreams: new UpstreamGroup([{ origin: 'authorization server', basePath, host: 'localhost', pool, underWay: 0 }]),
      preserveHost: false,
      responseTimeoutMs: RESPONSE_TIMEOUT_MS,
      idleTimeoutMs: RESPONSE_TIMEOUT_MS,
      operations: [operation],
      match: () => ({ kind: 'matched', operation, parameters: {} }),
      unknown: operation,
    };
  };
  return [
    { host: undefined, path: AUTHORIZATION_SERVER_PATH, value: apiAt('') },
    ...WELL_KNOWN.map((place) => ({ host: undefined, path: `${place}${AUTHORIZATION_SERVER_PATH}`, value: apiAt(place) })),
  ];
}

function limits(context: ApiContext): Stage[] {
  const judges = [
    ['size', size.checkpoint, size.compile(size.options.parse({ maxBody: LARGEST_BODY }), context)],
    ['rateLimit', rateLimit.checkpoint, rateLimit.compile(rateLimit.options.parse({ by: 'address' }), context)],
  ] as const;
  return judges.flatMap(([policy, checkpoint, perOperation]) => stagesOf(policy, checkpoint, perOperation(undefined)));
}

/** As policies want to see it; the two of them look at its name and at the services. */
function asApi(configuration: Configuration, services: PolicyServices): ApiContext {
  return {
    apiId: API_ID,
    api: {
      path: AUTHORIZATION_SERVER_PATH,
      upstreams: [],
      identityHeader: { claims: [], boundTo: 'api' },
      exposure: 'public',
      risk: 'high',
      preserveHost: false,
      connectTimeout: CONNECT_TIMEOUT_MS,
      responseTimeout: RESPONSE_TIMEOUT_MS,
      idleTimeout: RESPONSE_TIMEOUT_MS,
      policies: {},
    },
    configuration,
    definition: undefined,
    profile: undefined,
    ruleEngine: undefined,
    services,
    once: (_key, build) => build(),
    problem: () => undefined,
    warning: () => undefined,
    needCountries: () => undefined,
  };
}
