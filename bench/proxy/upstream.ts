import { fileURLToPath } from 'node:url';

import type { Lifetime } from '../harness/lifetime.ts';
import { startServer } from '../harness/process.ts';
import { startNginxUpstream } from './nginx.ts';
import type { ProxyServer, ServerSettings } from './server.ts';

/** The server that all proxies call: nginx where it is installed, else a bare server on Node. */
export async function startUpstream(lifetime: Lifetime, nginx: string | undefined, settings: ServerSettings): Promise<ProxyServer> {
  const server = nginx === undefined ? await startNodeUpstream(lifetime, settings) : await startNginxUpstream(lifetime, nginx, settings);
  return { ...server, name: 'direct' };
}

async function startNodeUpstream(lifetime: Lifetime, { core }: ServerSettings): Promise<ProxyServer> {
  const { group, command, started } = await startServer(lifetime, {
    name: 'upstream',
    command: [process.execPath, fileURLToPath(new URL('./node-upstream.ts', import.meta.url))],
    core,
    ready: (output) => /listening on (http:\S+)/.exec(output)?.[1],
  });
  return { name: 'direct', origin: started, group, command, files: {} };
}
