import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import Fastify from 'fastify';
import { describe, expect, onTestFinished, test } from 'vitest';

import { listenAtSocket, socketAddress } from './socket.ts';

function folder(mode = 0o700): string {
  const path = mkdtempSync(join(tmpdir(), 'airside-socket-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  chmodSync(path, mode);
  return path;
}

function server() {
  const app = Fastify();
  onTestFinished(() => app.close());
  return app;
}

describe('the admin socket', () => {
  test('is open to its owner alone, and gone when the server is closed', async () => {
    const path = join(folder(), 'admin.sock');
    const app = server();
    await listenAtSocket(app, path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await app.close();
    expect(existsSync(path)).toBe(false);
  });

  test.each([0o755, 0o770, 0o701])('is not opened in a directory that others may enter (%o)', async (mode) => {
    await expect(listenAtSocket(server(), join(folder(mode), 'admin.sock'))).rejects.toThrow('is open to other users');
  });

  test('of a server that runs is left alone', async () => {
    const path = join(folder(), 'admin.sock');
    await listenAtSocket(server(), path);
    await expect(listenAtSocket(server(), path)).rejects.toThrow('another process listens');
  });

  test('of a server that takes connections and says nothing is left alone', async () => {
    const path = join(folder(), 'admin.sock');
    const silent = createServer(() => undefined).listen(path);
    onTestFinished(() => void silent.close());
    await expect(listenAtSocket(server(), path)).rejects.toThrow('another process listens');
    expect(statSync(path).isSocket()).toBe(true);
  });

  test.each<[string, (path: string) => void]>([
    ['a file', (path) => writeFileSync(path, 'mine')],
    ['a folder', (path) => mkdirSync(path)],
  ])('does not replace %s', async (_case, put) => {
    const path = join(folder(), 'admin.sock');
    put(path);
    await expect(listenAtSocket(server(), path)).rejects.toThrow('is not a socket');
    expect(existsSync(path)).toBe(true);
  });
});

describe('the path of a socket', () => {
  test('stays as it is where the system takes it', () => {
    expect(socketAddress('/data/admin.sock')).toBe('/data/admin.sock');
  });

  test('is written as seen from here where that is what fits', () => {
    const long = `${process.cwd()}/${'./'.repeat(60)}data/admin.sock`;
    expect(socketAddress(long)).toBe('data/admin.sock');
  });

  test.each(['a', 'ü'])('that is too long in bytes is refused with what helps (%s)', (letter) => {
    expect(() => socketAddress(`/${letter.repeat(120)}/admin.sock`)).toThrow(/bytes; the system takes at most 10[37]/);
  });
});
