import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { calledAs } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';
import { progress } from '../terminal.ts';
import { ensureKey, openDataDirectory } from './data-directory.ts';
import { withFreePort } from './free-ports.ts';
import { log } from './log.ts';
import { type ConfigurationSource, fileSource } from './source.ts';

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 10_000;
const DEFAULT_LISTEN = '127.0.0.1:8080';
const END_WITH_PARENT = new URL(import.meta.url.endsWith('.ts') ? './end-with-parent.ts' : './end-with-parent.js', import.meta.url);

export interface Demo {
  readonly source: ConfigurationSource;
  readonly dataDirectory: string;
  readonly apiKey: string;
  /** Resolves when the shop has ended. */
  stop(): Promise<void>;
}

/** The example shop as a process of its own, and the configuration that protects it. Only a checkout of the repository has it. */
export async function startDemo(listen: string | undefined, workers: number | undefined, dataDirectory: string): Promise<Demo> {
  const directory = fileURLToPath(new URL('../../../../examples/shop/', import.meta.url));
  if (!existsSync(join(directory, 'airside.yaml'))) {
    throw new CommandError('there is no airside.yaml here', {
      exitCode: EXIT.usage,
      hint: `write one with \`${calledAs()} init --upstream URL\`, or try \`${calledAs()} up --upstream URL\` without a file`,
    });
  }
  // The shop has to know where the gateway's keys are before the gateway listens.
  const address = await freeAddress(listen ?? DEFAULT_LISTEN);
  const data = openDataDirectory(resolve(dataDirectory));
  const apiKey = ensureKey(join(data, 'shop-partner-key'));
  progress('starting the example shop');
  const { url, stop } = await startShop(directory, address);
  const overrides = {
    listen: address,
    ...(workers !== undefined && { workers }),
    environment: { SHOP_URL: url, SHOP_PARTNER_KEY: apiKey },
  };
  return { source: fileSource(join(directory, 'airside.yaml'), overrides), dataDirectory: data, apiKey, stop };
}

async function freeAddress(listen: string): Promise<string> {
  try {
    return await withFreePort(listen);
  } catch (error) {
    throw new CommandError(`cannot accept calls: ${(error as Error).message}`, { exitCode: EXIT.unavailable });
  }
}

async function startShop(directory: string, gatewayAddress: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const program = ['--import', END_WITH_PARENT.href, join(directory, 'src/main.ts'), '--port', '0', '--database', ':memory:'];
  const shop = spawn(process.execPath, [...process.execArgv, ...program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, AIRSIDE_JWKS: `http://${gatewayAddress}/.airside/jwks.json` },
  });
  const ended = new Promise<void>((resolved) => shop.once('exit', () => resolved()));
  let stopping = false;
  const stop = (): Promise<void> => {
    stopping = true;
    shop.kill();
    const force = setTimeout(() => shop.kill('SIGKILL'), STOP_TIMEOUT_MS);
    return ended.finally(() => clearTimeout(force));
  };
  try {
    const url = await announcedUrl(shop);
    shop.once('exit', (code, signal) => {
      if (!stopping) log('example-ended', `the example shop ended (${signal ?? `exit code ${code}`})`);
    });
    return { url, stop };
  } catch (error) {
    void stop();
    throw error;
  }
}

function announcedUrl(shop: ChildProcess): Promise<string> {
  return new Promise((found, reject) => {
    const fail = (message: string) => reject(new CommandError(message, { exitCode: EXIT.unavailable }));
    const timer = setTimeout(() => fail('the example shop did not start in time'), START_TIMEOUT_MS);
    shop.once('exit', (code, signal) => {
      clearTimeout(timer);
      fail(`the example shop ended before it was ready (${signal ?? `exit code ${code}`})`);
    });
    if (shop.stdout === null) return;
    createInterface(shop.stdout).on('line', (line) => {
      const url = /http:\/\/\S+/.exec(line)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      found(url);
    });
  });
}
