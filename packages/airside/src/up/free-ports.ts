import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';

import type { ConfigurationBundle } from '@airside/gateway';

interface Listener {
  readonly address: string;
}

/**
 * A port that is free now for each listener that leaves it to the system (port 0), by position. Workers that are started later have to listen
 * where the first ones did, and the system would give each a port of its own.
 */
export async function choosePorts(bundle: ConfigurationBundle): Promise<readonly (number | undefined)[]> {
  return Promise.all(listenersOf(bundle).map(async ({ address }) => (isLeftOpen(address) ? freePort(hostOf(address)) : undefined)));
}

/** The configuration with these ports in place of port 0. */
export function withPorts(bundle: ConfigurationBundle, ports: readonly (number | undefined)[]): ConfigurationBundle {
  const source = bundle.source as { readonly gateway?: object };
  const listen = listenersOf(bundle).map((listener, index) => ({ ...listener, address: withPort(listener.address, ports[index]) }));
  return listen.length === 0 ? bundle : { ...bundle, source: { ...source, gateway: { ...source.gateway, listen } } };
}

/** The address with a port that is free now, if it leaves the port to the system. Rejects when its host is none of this machine. */
export async function withFreePort(address: string): Promise<string> {
  return isLeftOpen(address) ? withPort(address, await freePort(hostOf(address))) : address;
}

async function freePort(host: string): Promise<number> {
  const server = createServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function listenersOf({ source }: ConfigurationBundle): readonly Listener[] {
  return (source as { gateway?: { listen?: readonly Listener[] } }).gateway?.listen ?? [];
}

function isLeftOpen(address: string): boolean {
  return /:0+$/.test(address);
}

function hostOf(address: string): string {
  return address.slice(0, address.lastIndexOf(':')).replace(/^\[(.*)\]$/, '$1');
}

function withPort(address: string, port: number | undefined): string {
  return port === undefined ? address : `${address.slice(0, address.lastIndexOf(':'))}:${port}`;
}
