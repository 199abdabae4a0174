import { createServer } from 'node:net';

import { expect, test } from 'vitest';

import { onFreePort } from './free-port.ts';

test('the port can be listened on', async () => {
  const server = createServer();
  await onFreePort((port) => new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve)));
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  'nginx: bind() to 127.0.0.1:1 failed (98: Address already in use)',
  'cannot bind socket (Address already in use)',
  'listen EADDRINUSE',
])('another port is tried after "%s"', async (message) => {
  const ports: number[] = [];
  const start = async (port: number) => {
    if (ports.push(port) < 3) throw new Error(message);
    return 'started';
  };
  expect(await onFreePort(start)).toBe('started');
  expect(ports).toHaveLength(3);
});

test('it is not tried for ever, nor after another failure', async () => {
  let attempts = 0;
  const fail = (message: string) => () => {
    attempts++;
    return Promise.reject(new Error(message));
  };
  await expect(onFreePort(fail('EADDRINUSE'))).rejects.toThrow('EADDRINUSE');
  expect(attempts).toBe(5);
  await expect(onFreePort(fail('unknown directive'))).rejects.toThrow('unknown directive');
  expect(attempts).toBe(6);
});
