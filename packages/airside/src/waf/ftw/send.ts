import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

import { CommandError, EXIT } from '../../exit.ts';
import { readAnswer } from './answer.ts';

/** Where tests are sent to. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Whether any certificate is accepted. */
  readonly insecure: boolean;
  /** How long one request may take, connecting included. */
  readonly timeoutMs: number;
}

/** What came back for a request: a status, or why there is none, with the code of a failed system call. */
export type Answer =
  | { readonly status: number }
  | { readonly status?: undefined; readonly error: string; readonly code?: string | undefined };

/** More of an answer is not kept: nothing behind is looked at. */
const LONGEST_ANSWER = 2 ** 20;

/** Failed system calls that mean that there is no server to test. */
const NO_SERVER = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** As `send`, and throws a CommandError where there is no server. */
export async function sendToServer(bytes: string, destination: Destination): Promise<Answer> {
  const answer = await send(bytes, destination);
  if (answer.status === undefined && answer.code !== undefined && NO_SERVER.has(answer.code)) {
    throw new CommandError(`${destination.host}:${destination.port} cannot be reached (${answer.code})`, { exitCode: EXIT.unavailable });
  }
  return answer;
}

/** Sends bytes as they are on a connection of their own, and waits for the answer to its end, or until the time is over. Never rejects. */
export function send(bytes: string, destination: Destination): Promise<Answer> {
  const method = bytes.slice(0, Math.max(0, bytes.indexOf(' ')));
  return new Promise((resolve) => {
    const socket = open(destination);
    let text = '';
    // An answer that came before the connection broke stands.
    const settle = (error: string, code?: string): void => {
      clearTimeout(timer);
      socket.destroy();
      const { status } = readAnswer(text, method);
      resolve(status === undefined ? { error, code } : { status });
    };
    const timer = setTimeout(() => settle(`no answer in ${destination.timeoutMs} ms`), destination.timeoutMs);
    socket.once(destination.tls ? 'secureConnect' : 'connect', () => socket.write(Buffer.from(bytes, 'latin1')));
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.length > LONGEST_ANSWER || readAnswer(text, method).complete) settle('the answer is no HTTP');
    });
    socket.once('end', () => settle(text === '' ? 'the connection was closed without an answer' : 'the answer is no HTTP'));
    socket.on('error', (error: NodeJS.ErrnoException) => settle(error.code ?? error.message, error.code));
  });
}

function open({ host, port, tls, insecure }: Destination): Socket {
  if (!tls) return connect({ host, port });
  return connectTls({ host, port, rejectUnauthorized: !insecure, ...(isIP(host) === 0 && { servername: host }) });
}
