import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { call } from '../harness/call.ts';
import type { Lifetime } from '../harness/lifetime.ts';
import { startServer } from '../harness/process.ts';
import { DEFINITION } from './payload.ts';
import type { ProxyServer, ServerSettings } from './server.ts';

const ROOT = join(import.meta.dirname, '../..');

/** Airside as its command line starts it, with one worker, recording each request as it always does. */
export async function startAirside(lifetime: Lifetime, settings: ServerSettings, upstream: string, apiKey: string): Promise<ProxyServer> {
  const file = join(settings.directory, 'airside.json');
  const definition = join(settings.directory, 'definition.json');
  const text = configuration(upstream, apiKey);
  writeFileSync(file, text);
  writeFileSync(definition, DEFINITION);
  const main = join(ROOT, 'packages/airside/src/main.ts');
  const data = join(settings.directory, 'data');
  const { group, command, started } = await startServer(lifetime, {
    name: 'airside',
    command: [nodeProgram(), '--conditions=development', main, 'up', file, '--data', data, '--no-watch'],
    core: settings.core,
    ready: (output) => /Airside is ready.* on (http:\/\/127\.0\.0\.1:\d+)/.exec(output)?.[1],
  });
  return { name: 'airside', origin: started, group, command, files: { [file]: text, [definition]: DEFINITION } };
}

/** What Airside itself says works less than it should, such as records that were lost; empty when all is well. */
export async function airsideDegradations(servers: readonly ProxyServer[]): Promise<readonly string[]> {
  const airside = servers.find(({ name }) => name === 'airside');
  if (airside === undefined) return [];
  const answer = await call(`${airside.origin}/.airside/health/ready`, { method: 'GET', headers: {} });
  const { degraded } = JSON.parse(answer.body) as { degraded?: readonly string[] };
  return degraded ?? [];
}

/** The Node of the checkout, which its scripts run on. */
function nodeProgram(): string {
  const own = join(ROOT, 'node_modules/.bin/node');
  return existsSync(own) ? own : process.execPath;
}

/** YAML holds JSON, so no text has to be put together. */
function configuration(upstream: string, apiKey: string): string {
  const sha256 = createHash('sha256').update(apiKey).digest('hex');
  const api = (name: string, options: object, policies: object) => ({ path: `/${name}`, upstreams: [upstream], ...options, policies });
  const definition = { definition: './definition.json' };
  const anonymous = { authentication: { anonymous: 'always' } };
  // The peers have no firewall: only the scenarios that say so have one.
  const uninspected = { firewall: { mode: 'off' } };
  const open = { ...anonymous, ...uninspected };
  return JSON.stringify(
    {
      gateway: { listen: [{ address: '127.0.0.1:0' }], workers: 1 },
      consumers: { bench: { apiKeys: [{ id: 'bench', sha256 }] } },
      defaults: { policies: { rateLimit: { requests: 1_000_000_000, per: '1s' } } },
      apis: {
        plain: api('plain', {}, open),
        guarded: api('guarded', definition, uninspected),
        validated: api('validated', definition, open),
        inspected: api('inspected', {}, anonymous),
      },
    },
    null,
    2,
  );
}
