import type { Exchange } from '@airside/domain';

import type { Observation } from './observation.ts';

/**
 * What a recorded exchange tells; undefined where no API was found. With a `threshold`, requests whose score reaches it are alarms, whatever
 * the threshold was when they came.
 */
export function observationOf(exchange: Exchange, threshold: number | undefined): Observation | undefined {
  const { api, operation, client, principal, problem, verdicts, firewall } = exchange;
  if (api === null) return undefined;
  const refused = problem === 'firewall-blocked' || problem === 'firewall-response-blocked';
  const reported = verdicts.some(({ policy, outcome }) => policy === 'firewall' && outcome === 'report');
  const score = firewall?.score ?? 0;
  const authenticated = principal !== null && principal.kind !== 'anonymous';
  return {
    api,
    operation,
    caller: authenticated ? [principal.kind, principal.issuer ?? '', principal.subject].join(' ') : `network ${network(client.address)}`,
    authenticated,
    address: client.address,
    timeMs: Date.parse(exchange.time),
    alarm: refused || reported || (threshold !== undefined && score >= threshold),
    answer: refused ? 'none' : answerOf(exchange.status),
    score,
    matches: firewall?.matches ?? [],
  };
}

function answerOf(status: number): Observation['answer'] {
  if (status < 400) return 'success';
  return status < 499 ? 'clientError' : 'other';
}

/** Many addresses of one network are cheap to have: a /24, or about a /48 of IPv6. */
function network(address: string): string {
  return address.includes(':') ? address.split(':').slice(0, 3).join(':') : address.split('.').slice(0, 3).join('.');
}
