import { createServer } from 'node:net';

const MOST_ATTEMPTS = 5;

/**
 * Starts a program that has to be told its port on a port that was free a moment ago. Another program may take it meanwhile, so a start
 * that fails because the address is in use is tried again on another port.
 */
export async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    try {
      return await start(port);
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !isAddressInUse(error)) throw error;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port on 127.0.0.1');
  return address.port;
}

function isAddressInUse(error: unknown): boolean {
  return error instanceof Error && /EADDRINUSE|address already in use/i.test(error.message);
}
