import { findCommand } from '../harness/commands.ts';
import type { Pinning } from '../harness/cores.ts';
import type { Lifetime } from '../harness/lifetime.ts';
import { startAirside } from './airside.ts';
import { startHaproxy } from './haproxy.ts';
import { startNginxProxy } from './nginx.ts';
import type { ProxyServer } from './server.ts';
import { startUpstream } from './upstream.ts';

export interface StartedServers {
  /** The upstream, the peers that are installed, and Airside last. */
  readonly servers: readonly ProxyServer[];
  /** Peers that are not installed, and what to do. */
  readonly skipped: Readonly<Record<string, string>>;
}

export interface ServersOptions {
  readonly directory: string;
  readonly pinning: Pinning;
  readonly accessLog: boolean;
  /** The one that Airside accepts. */
  readonly apiKey: string;
}

/** Starts the upstream on the load generator's core and everything that is compared on the other one. */
export async function startServers(lifetime: Lifetime, { directory, pinning, accessLog, apiKey }: ServersOptions): Promise<StartedServers> {
  const nginx = findCommand('nginx');
  const haproxy = findCommand('haproxy');
  const measured = { directory, core: pinning.measured, accessLog };
  const upstream = await startUpstream(lifetime, nginx, { ...measured, core: pinning.load });
  return {
    servers: [
      upstream,
      ...(nginx === undefined ? [] : [await startNginxProxy(lifetime, nginx, measured, upstream.origin)]),
      ...(haproxy === undefined ? [] : [await startHaproxy(lifetime, haproxy, measured, upstream.origin)]),
      await startAirside(lifetime, measured, upstream.origin, apiKey),
    ],
    skipped: {
      ...(nginx === undefined && { nginx: 'not installed (apt-get install nginx-light); the upstream is a bare server on Node' }),
      ...(haproxy === undefined && { haproxy: 'not installed (apt-get install haproxy)' }),
    },
  };
}
