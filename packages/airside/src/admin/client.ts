import { request } from 'node:http';
import { userInfo } from 'node:os';
import { join } from 'node:path';

import { ACTOR_FIELD, AdminSocketError, socketAddress } from '@airside/control';

import { calledAs } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';
import { ADMIN_SOCKET } from '../up/data-directory.ts';
import { holderOf } from '../up/lock.ts';
import { type AdminAnswer, type AdminRequest, assertDone } from './answer.ts';

const TIMEOUT_MS = 30_000;
const MOST_BYTES = 64 * 1024 * 1024;

/** Asks the running Airside that has this data directory. Rejects with a `CommandError` that says what to do. */
export async function askRunning(dataDirectory: string, question: AdminRequest): Promise<unknown> {
  const path = join(dataDirectory, ADMIN_SOCKET);
  let answer: AdminAnswer;
  try {
    answer = await exchange(socketAddress(path), question);
  } catch (error) {
    if (error instanceof AdminSocketError) throw new CommandError(error.message, { exitCode: EXIT.unavailable, hint: error.hint });
    throw unreachable(error as NodeJS.ErrnoException, dataDirectory);
  }
  return assertDone(answer);
}

/** Whether an Airside runs with this data directory, and can be asked. */
export async function isAnswering(dataDirectory: string): Promise<boolean> {
  try {
    await exchange(socketAddress(join(dataDirectory, ADMIN_SOCKET)), { method: 'GET', path: '/v1' });
    return true;
  } catch {
    return false;
  }
}

/** Whether nothing listens where the Airside with this data directory would. */
export function isNotRunning(error: unknown): boolean {
  return error instanceof NotRunningError;
}

class NotRunningError extends CommandError {}

function exchange(socketPath: string, { method, path, body }: AdminRequest): Promise<AdminAnswer> {
  const text = body === undefined ? undefined : JSON.stringify(body);
  const headers = {
    Host: 'airside',
    [ACTOR_FIELD]: userName(),
    ...(text !== undefined && { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(text) }),
  };
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method, path, headers, signal: AbortSignal.timeout(TIMEOUT_MS) }, (incoming) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      incoming.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > MOST_BYTES) outgoing.destroy(new Error(`the answer is larger than ${MOST_BYTES} bytes`));
        else chunks.push(chunk);
      });
      incoming.once('error', reject);
      incoming.once('end', () => resolve({ status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
    });
    outgoing.once('error', reject);
    outgoing.end(text);
  });
}

/** Said, not proved: the socket is open to this user and to root alone. */
function userName(): string {
  try {
    return userInfo()
      .username.replaceAll(/[^\x21-\x7e]/g, '?')
      .slice(0, 64);
  } catch {
    // In containers, a user may have a number and no name.
    return `uid-${process.getuid?.() ?? 'unknown'}`;
  }
}

function unreachable({ code, message }: NodeJS.ErrnoException, dataDirectory: string): CommandError {
  const nobodyListens = code === 'ENOENT' || code === 'ECONNREFUSED' || code === 'ENOTDIR';
  const holder = nobodyListens ? holderOf(dataDirectory) : undefined;
  if (holder !== undefined) {
    return new CommandError(`the Airside that runs with ${dataDirectory}${holder} does not listen at its socket`, {
      exitCode: EXIT.unavailable,
      hint: `it is starting or stopping, or ${ADMIN_SOCKET} was removed: then start it again`,
    });
  }
  if (nobodyListens) {
    return new NotRunningError(`no Airside is running with ${dataDirectory}`, {
      exitCode: EXIT.unavailable,
      hint: `start it with \`${calledAs()} up\`, or name the directory of one that runs with --data`,
    });
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new CommandError(`the Airside in ${dataDirectory} belongs to another user`, {
      exitCode: EXIT.unavailable,
      hint: 'run the command as the user that runs Airside, or as root',
    });
  }
  return new CommandError(`the running Airside did not answer: ${message}`, {
    exitCode: EXIT.unavailable,
    hint: 'what was asked for may have been done all the same: look before asking again',
  });
}
