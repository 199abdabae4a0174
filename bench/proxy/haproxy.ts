import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { onFreePort } from '../harness/free-port.ts';
import type { Lifetime } from '../harness/lifetime.ts';
import { startServer } from '../harness/process.ts';
import { answering, type ProxyServer, type ServerSettings } from './server.ts';

/** HAProxy as a reverse proxy with one thread, doing of Airside's work what a proxy does: request id, caller's address, keep-alive. */
export function startHaproxy(lifetime: Lifetime, program: string, settings: ServerSettings, upstream: string): Promise<ProxyServer> {
  const { directory, core, accessLog } = settings;
  return onFreePort(async (port) => {
    const text = configuration(port, new URL(upstream).host, accessLog);
    const file = join(directory, 'haproxy.cfg');
    writeFileSync(file, text);
    const origin = `http://127.0.0.1:${port}`;
    const { group, command } = await startServer(lifetime, {
      name: 'haproxy',
      command: [program, '-db', '-f', file],
      core,
      ready: () => answering(origin),
      ...(accessLog && { outputFile: join(directory, 'haproxy.log') }),
    });
    return { name: 'haproxy', origin, group, command, files: { [file]: text } };
  });
}

function configuration(port: number, upstream: string, accessLog: boolean): string {
  return `${[
    'global',
    '  nbthread 1',
    '  maxconn 8192',
    ...(accessLog ? ['  log stdout format raw local0'] : []),
    'defaults',
    '  mode http',
    ...(accessLog ? ['  log global', '  option httplog'] : []),
    '  timeout connect 3s',
    '  timeout client 65s',
    '  timeout server 30s',
    '  timeout http-keep-alive 65s',
    '  option http-keep-alive',
    '  option forwardfor',
    '  http-reuse always',
    'frontend proxy',
    `  bind 127.0.0.1:${port} backlog 1024`,
    '  unique-id-format %[uuid()]',
    '  http-request set-header X-Request-Id %[unique-id]',
    '  http-response set-header X-Request-Id %[unique-id]',
    '  default_backend origin',
    'backend origin',
    `  server upstream ${upstream}`,
  ].join('\n')}\n`;
}
