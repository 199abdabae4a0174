import { once } from 'node:events';
import { Agent, request } from 'node:https';
import { connect, type TLSSocket } from 'node:tls';

import { type Authority, createAuthority, type Issued } from '@airside/identity/testing';

/** The server's certificate, the authority that clients' certificates come from, and files of both for a configuration. */
export interface Pki {
  readonly authority: Authority;
  readonly server: Issued;
  readonly files: Readonly<Record<string, string>>;
}

export async function createPki(): Promise<Pki> {
  const authority = await createAuthority('CN=Clients CA,O=Test');
  const servers = await createAuthority('CN=Servers CA,O=Test');
  const server = await servers.issue({ subject: 'CN=localhost', san: [{ type: 'dns', value: 'localhost' }], usages: ['server'] });
  return {
    authority,
    server,
    files: { 'cert.pem': server.pem, 'key.pem': server.keyPem, 'clients.pem': authority.pem },
  };
}

/** A caller with a certificate, or without, whose calls share one connection. */
export interface SecureCaller {
  call(path: string, headers?: Record<string, string>): Promise<{ status: number; body: string }>;
  /** Whether calls so far were made over one connection. */
  readonly connections: number;
  close(): void;
}

export function secureCaller(port: number, own?: Pick<Issued, 'pem' | 'keyPem'>): SecureCaller {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const sockets = new Set<unknown>();
  const identity = own === undefined ? {} : { cert: own.pem, key: own.keyPem };
  return {
    call: (path, headers = {}) =>
      new Promise((resolve, reject) => {
        const options = { port, host: '127.0.0.1', servername: 'localhost', path, headers, agent, rejectUnauthorized: false, ...identity };
        const sent = request(options, (response) => {
          const chunks: Buffer[] = [];
          response.on('data', (chunk: Buffer) => chunks.push(chunk));
          response.once('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        });
        sent.once('socket', (socket) => sockets.add(socket));
        sent.once('error', reject);
        sent.end();
      }),
    get connections() {
      return sockets.size;
    },
    close: () => agent.destroy(),
  };
}

/** A TLS connection on which a session of an earlier one is offered; resolves once it is set up. */
export async function connectWith(port: number, own: Issued, session?: Buffer): Promise<TLSSocket> {
  const socket = connect({
    port,
    host: '127.0.0.1',
    servername: 'localhost',
    rejectUnauthorized: false,
    cert: own.pem,
    key: own.keyPem,
    ...(session !== undefined && { session }),
  });
  await once(socket, 'secureConnect');
  return socket;
}
