import type { Posture } from '../posture.ts';

type Listener = Posture['gateway']['listen'][number];

const LOOPBACK = /^(?:127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])$/;

/** Whether others on the network can read what goes through a listener. */
export function isCleartext({ address, tls }: Listener): boolean {
  return tls === undefined && !LOOPBACK.test(address.slice(0, address.lastIndexOf(':')));
}

export function listenerNames(listeners: readonly Listener[]): string {
  return listeners.map(({ address }) => address).join(', ');
}

/** Upstreams that are reached over the network without TLS. */
export function cleartextUpstreams({ settings }: Posture): readonly string[] {
  return settings.upstreams.filter((url) => {
    const { protocol, hostname } = new URL(url);
    return protocol === 'http:' && !LOOPBACK.test(hostname);
  });
}
