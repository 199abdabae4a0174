import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const DEBIAN_HOME = '/usr/lib/postgresql';
const NOBODY = 65_534;
const LONGEST_LOG = 10_000;

/** The programs of Debian's newest package `postgresql`; undefined where none is installed. */
export const POSTGRES_PROGRAMS: string | undefined = existsSync(DEBIAN_HOME)
  ? readdirSync(DEBIAN_HOME)
      .sort((one, other) => Number(other) - Number(one))
      .map((version) => join(DEBIAN_HOME, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'postgres')))
  : undefined;

export interface PostgresServer {
  /** Folder of its Unix socket: it has no other. */
  readonly host: string;
  readonly user: string;
  stop(): Promise<void>;
}

/** A server of its own in a temporary folder, which nobody else can reach. */
export async function startPostgres(programs: string): Promise<PostgresServer> {
  const host = mkdtempSync(join(tmpdir(), 'airside-pg-'));
  // PostgreSQL refuses to run as the superuser.
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (process.getuid?.() === 0) chownSync(host, NOBODY, NOBODY);
  const data = join(host, 'data');
  const user = 'airside';
  const options = { ...identity, cwd: host, stdio: 'pipe' } as const;
  execFileSync(join(programs, 'initdb'), ['-D', data, '-U', user, '-A', 'trust', '--locale=C', '-E', 'UTF8', '--no-sync'], options);
  const settings = [
    'listen_addresses=',
    `unix_socket_directories=${host}`,
    'unix_socket_permissions=0777',
    'fsync=off',
    'max_connections=200',
  ];
  const server = spawn(join(programs, 'postgres'), ['-D', data, ...settings.flatMap((setting) => ['-c', setting])], options);
  const stop = async () => {
    if (server.exitCode === null) {
      const ended = once(server, 'exit');
      // Lets connections that are being closed end in peace.
      server.kill('SIGTERM');
      await ended;
    }
    rmSync(host, { recursive: true, force: true });
  };
  try {
    await accepting(server);
  } catch (error) {
    await stop();
    throw error;
  }
  return { host, user, stop };
}

function accepting(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let log = '';
    server.stderr?.on('data', (chunk) => {
      log = (log + String(chunk)).slice(-LONGEST_LOG);
      if (log.includes('ready to accept connections')) resolve();
    });
    server.once('exit', () => reject(new Error(`PostgreSQL does not start: ${log}`)));
  });
}
