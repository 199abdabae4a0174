import { chmodSync, lstatSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, relative } from 'node:path';

import type { FastifyInstance } from 'fastify';

const OTHERS = 0o077;
const PROBE_TIMEOUT_MS = 1000;
/** `sun_path` holds 108 bytes on Linux and 104 on BSD and macOS, the last of them zero. */
const LONGEST_PATH_BYTES = process.platform === 'linux' ? 107 : 103;

/** Why a socket cannot be opened, and what helps. */
export class AdminSocketError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string, options?: ErrorOptions) {
    super(message, options);
    this.hint = hint;
  }
}

/**
 * Lets a server listen at a Unix socket that only its owner (and root) can use. The socket of a process that has ended is replaced; anything
 * else at its place is left alone. Rejects with an `AdminSocketError`.
 */
export async function listenAtSocket(app: FastifyInstance, path: string): Promise<void> {
  const short = socketAddress(path);
  if ((lstatSync(dirname(path)).mode & OTHERS) !== 0) {
    throw new AdminSocketError(`${dirname(path)} is open to other users`, `close it to them: chmod 700 ${dirname(path)}`);
  }
  await removeStale(path, short);
  await app.ready();
  await new Promise<void>((resolve, reject) => {
    app.server.once('error', (error) =>
      reject(
        new AdminSocketError(
          `${path} cannot be listened at: ${error.message}`,
          'the directory has to be on a file system that knows sockets',
          { cause: error },
        ),
      ),
    );
    // The directory is closed to others: until the next line, which the system reaches before anybody can connect, nobody else can get at it.
    app.server.listen(short, resolve);
  });
  chmodSync(path, 0o600);
}

/** The path of a socket as the system takes it: as it is, else as seen from the working directory. Throws an `AdminSocketError` where both are too long. */
export function socketAddress(path: string): string {
  const fitting = [path, relative('', path)].find((candidate) => Buffer.byteLength(candidate) <= LONGEST_PATH_BYTES);
  if (fitting !== undefined) return fitting;
  throw new AdminSocketError(
    `${path} has ${Buffer.byteLength(path)} bytes; the system takes at most ${LONGEST_PATH_BYTES} for a socket`,
    'name a data directory with a shorter path (--data, store.directory), or run Airside and its commands in a directory near it',
  );
}

async function removeStale(path: string, address: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isSocket())
    throw new AdminSocketError(`${path} is not a socket`, 'it is where Airside listens for its own commands; move it away');
  if (await answers(address))
    throw new AdminSocketError(`another process listens at ${path}`, 'stop it, or name another directory with --data');
  rmSync(path);
}

function answers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    const settle = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    // A process that is too busy to answer is there all the same.
    socket.setTimeout(PROBE_TIMEOUT_MS, () => settle(true));
    socket.once('connect', () => settle(true)).once('error', () => settle(false));
  });
}
