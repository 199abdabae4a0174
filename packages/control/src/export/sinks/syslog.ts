import { createSocket } from 'node:dgram';
import { connect as connectTcp, isIPv6, type Socket } from 'node:net';
import { hostname as ownHostname } from 'node:os';
import { connect as connectTls } from 'node:tls';

import type { ExportConfiguration } from '@airside/domain';

import type { Outcome } from '../../outbox/channel.ts';
import type { Line, Sink, SinkContext } from './sink.ts';
import { syslogMessage } from './syslog-message.ts';

type Settings = NonNullable<ExportConfiguration['syslog']>;

/** The largest datagram over IPv4 (RFC 768); many receivers take less (RFC 5426 section 3.2). */
const LARGEST_DATAGRAM_BYTES = 65_507;
const IDLE_MS = 60_000;

/** A syslog server. Nothing tells whether it has kept what it was sent: what was written to the connection counts as taken. */
export function syslogSink(settings: Settings, context: SinkContext): Sink {
  const { transport, facility } = settings;
  const host = settings.host.replace(/^\[(.*)\]$/, '$1');
  const port = settings.port ?? (transport === 'tls' ? 6514 : 514);
  const hostname = settings.hostname ?? ownHostname();
  const messages = (batch: readonly Line[]) => batch.map((line) => Buffer.from(syslogMessage(line, { facility, hostname })));
  const target = `${transport}://${settings.host}:${port}`;
  return transport === 'udp' ? udpSink(target, host, port, messages) : streamSink(target, host, port, transport, context, messages);
}

type Messages = (batch: readonly Line[]) => readonly Buffer[];

/** One message a datagram (RFC 5426). */
function udpSink(target: string, host: string, port: number, messages: Messages): Sink {
  return {
    target,
    async send(batch) {
      const socket = createSocket(isIPv6(host) ? 'udp6' : 'udp4');
      try {
        const tooLarge: Line[] = [];
        for (const [index, message] of messages(batch).entries()) {
          if (message.length > LARGEST_DATAGRAM_BYTES) tooLarge.push(...batch.slice(index, index + 1));
          else
            await new Promise<void>((resolve, reject) => socket.send(message, port, host, (error) => (error ? reject(error) : resolve())));
        }
        if (tooLarge.length === 0) return { kind: 'delivered', answer: `sent ${batch.length} datagrams` };
        const reason = `${tooLarge.length} of ${batch.length} are larger than a datagram can be`;
        return batch.length === 1 ? { kind: 'refused', reason } : { kind: 'some', later: [], refused: tooLarge, reason };
      } finally {
        socket.close();
      }
    },
    close: async () => undefined,
  };
}

/** Messages behind their length (RFC 6587 section 3.4.1, RFC 5425 section 4.3) on a connection that is kept. */
function streamSink(
  target: string,
  host: string,
  port: number,
  transport: 'tcp' | 'tls',
  { timeoutMs, ca }: SinkContext,
  messages: Messages,
): Sink {
  let open: Promise<Socket> | undefined;

  const connect = (): Promise<Socket> =>
    new Promise((resolve, reject) => {
      const tls = { minVersion: 'TLSv1.2', rejectUnauthorized: true, ...(ca !== undefined && { ca }) } as const;
      // A server name may not be an address (RFC 6066 section 3).
      const servername = /^[\d.]+$|:/.test(host) ? {} : { servername: host };
      const socket =
        transport === 'tls'
          ? connectTls({ host, port, ...servername, ...tls }, () => resolve(socket))
          : connectTcp({ host, port }, () => resolve(socket));
      socket.setTimeout(IDLE_MS, () => socket.destroy());
      socket.once('error', reject).on('error', () => undefined);
      socket.once('close', () => {
        open = undefined;
        reject(new Error('the connection was closed'));
      });
      // What the server says is of no interest, but has to be read for its end to be seen.
      socket.resume();
      socket.unref();
    });

  const write = async (frames: Buffer): Promise<Outcome> => {
    open ??= connect();
    const socket = await open;
    await new Promise<void>((resolve, reject) => {
      const broken = (): void => reject(new Error('the connection was closed'));
      socket.once('close', broken);
      socket.write(frames, (error) => {
        socket.removeListener('close', broken);
        if (error === undefined || error === null) resolve();
        else reject(error);
      });
    });
    return { kind: 'delivered', answer: `wrote ${frames.length} bytes` };
  };

  const end = (): void => {
    const closing = open;
    open = undefined;
    void closing?.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
  };

  return {
    target,
    async send(batch, signal) {
      const frames = Buffer.concat(messages(batch).flatMap((message) => [Buffer.from(`${message.length} `), message]));
      const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
      const overdue = new Promise<never>((_, reject) => {
        limit.addEventListener('abort', () => reject(new Error(`nothing was taken within ${timeoutMs} ms`)), { once: true });
      });
      try {
        return await Promise.race([write(frames), overdue]);
      } catch (error) {
        end();
        return { kind: 'later', reason: (error as Error).message };
      }
    },
    close: async () => end(),
  };
}
