import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { CommandError, EXIT } from '../exit.ts';
import { ensureKey, openDataDirectory } from './data-directory.ts';
import { type ConfigurationSource, fileSource } from './source.ts';

const START_TIMEOUT_MS = 10_000;
const DEFAULT_LISTEN = '127.0.0.1:8080';

export interface Demo {
  readonly source: ConfigurationSource;
  readonly dataDirectory: string;
  readonly apiKey: string;
  stop(): void;
}

/** The example shop as a process of its own, and the configuration that protects it. Only a checkout of the repository has it. */
export async function startDemo(listen: string | undefined, dataDirectory: string): Promise<Demo> {
  const directory = fileURLToPath(new URL('../../../../examples/shop/', import.meta.url));
  if (!existsSync(join(directory, 'airside.yaml'))) {
    throw new CommandError('there is no airside.yaml here', {
      exitCode: EXIT.usage,
      hint: 'write one with `airside init --upstream URL`, or try `airside up --upstream URL` without a file',
    });
  }
  const address = await fixedAddress(listen ?? DEFAULT_LISTEN);
  const data = openDataDirectory(resolve(dataDirectory));
  const apiKey = ensureKey(join(data, 'shop-partner-key'));
  const shop = spawn(process.execPath, [...process.execArgv, join(directory, 'src/main.ts'), '--port', '0', '--database', ':memory:'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, AIRSIDE_JWKS: `http://${address}/.airside/jwks.json` },
  });
  const stop = (): void => void shop.kill();
  process.once('exit', stop);
  const url = await announcedUrl(shop);
  return {
    source: fileSource(join(directory, 'airside.yaml'), { listen: address, environment: { SHOP_URL: url, SHOP_PARTNER_KEY: apiKey } }),
    dataDirectory: data,
    apiKey,
    stop,
  };
}

function announcedUrl(shop: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    const timer = setTimeout(
      () => reject(new CommandError('the example shop did not start in time', { exitCode: EXIT.unavailable })),
      START_TIMEOUT_MS,
    );
    shop.once('exit', (code) => reject(new CommandError(`the example shop ended with exit code ${code}`, { exitCode: EXIT.unavailable })));
    if (shop.stdout === null) return;
    createInterface(shop.stdout).on('line', (line) => {
      const url = /http:\/\/\S+/.exec(line)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    });
  });
}

/** The shop has to know the gateway's port before the gateway has one, so port 0 becomes a free port here. */
async function fixedAddress(listen: string): Promise<string> {
  if (!listen.endsWith(':0')) return listen;
  const host = listen.slice(0, -2);
  const server = createServer();
  const port = await new Promise<number>((found) => {
    server.listen(0, host.replace(/^\[(.*)\]$/, '$1'), () => {
      const address = server.address();
      found(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
  await new Promise((closed) => server.close(closed));
  return `${host}:${port}`;
}
