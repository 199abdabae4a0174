import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { onFreePort } from '../harness/free-port.ts';
import type { Lifetime } from '../harness/lifetime.ts';
import { startServer } from '../harness/process.ts';
import { ANSWER } from './payload.ts';
import { answering, type ProxyServer, type ServerSettings } from './server.ts';

/** nginx as the upstream: one fixed answer to everything, connections kept open. */
export function startNginxUpstream(lifetime: Lifetime, program: string, settings: ServerSettings): Promise<ProxyServer> {
  return startNginx(lifetime, program, { ...settings, accessLog: false }, 'upstream', (port) => [
    '  server {',
    `    listen 127.0.0.1:${port} backlog=1024;`,
    '    default_type application/json;',
    `    location / { return 200 '${ANSWER}'; }`,
    '  }',
  ]);
}

/** nginx as a reverse proxy with one worker, doing of Airside's work what a proxy does: request id, caller's address, kept connections. */
export function startNginxProxy(lifetime: Lifetime, program: string, settings: ServerSettings, upstream: string): Promise<ProxyServer> {
  return startNginx(lifetime, program, settings, 'nginx', (port) => [
    '  upstream origin {',
    `    server ${new URL(upstream).host};`,
    '    keepalive 512;',
    '    keepalive_requests 1000000000;',
    '  }',
    '  server {',
    `    listen 127.0.0.1:${port} backlog=1024;`,
    '    location / {',
    '      proxy_pass http://origin;',
    '      proxy_http_version 1.1;',
    '      proxy_set_header Connection "";',
    '      proxy_set_header X-Request-Id $request_id;',
    '      proxy_set_header X-Forwarded-For $remote_addr;',
    '      add_header X-Request-Id $request_id always;',
    '    }',
    '  }',
  ]);
}

async function startNginx(
  lifetime: Lifetime,
  program: string,
  { directory, core, accessLog }: ServerSettings,
  name: string,
  servers: (port: number) => readonly string[],
): Promise<ProxyServer> {
  const prefix = join(directory, name);
  mkdirSync(prefix);
  return await onFreePort(async (port) => {
    const text = configuration(servers(port), accessLog);
    const file = join(prefix, 'nginx.conf');
    writeFileSync(file, text);
    const origin = `http://127.0.0.1:${port}`;
    const command = [program, '-p', prefix, '-e', 'stderr', '-c', file];
    const { group, command: typed } = await startServer(lifetime, { name, command, core, ready: () => answering(origin) });
    return { name, origin, group, command: typed, files: { [file]: text } };
  });
}

function configuration(servers: readonly string[], accessLog: boolean): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((kind) => `  ${kind}_temp_path ${kind};`);
  return `${[
    'daemon off;',
    'worker_processes 1;',
    'pid nginx.pid;',
    'error_log stderr error;',
    // Workers of a master that runs as root otherwise belong to a user who may not enter the temporary directory.
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    'events { worker_connections 8192; }',
    'http {',
    `  access_log ${accessLog ? 'access.log' : 'off'};`,
    '  keepalive_requests 1000000000;',
    '  keepalive_timeout 65s;',
    '  client_body_buffer_size 16k;',
    ...temporary,
    ...servers,
    '}',
  ].join('\n')}\n`;
}
