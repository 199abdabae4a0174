import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { calledAs, shellWord } from '../called-as.ts';
import { CommandError, EXIT } from '../exit.ts';
import { quickConfiguration } from '../quick-configuration.ts';
import { demoCalls, urlOf } from './banner.ts';
import { DATA_DIRECTORY, ensureFirstKey, FIRST_KEY_FILE, openDataDirectory } from './data-directory.ts';
import { startDemo } from './demo.ts';
import type { PrimaryOptions, Running } from './primary.ts';
import { fileSource, textSource } from './source.ts';

const DEFAULT_FILE = 'airside.yaml';
const DEFAULT_LISTEN = '127.0.0.1:8080';

export interface PlanOptions {
  readonly listen?: string;
  readonly upstream?: string;
  readonly definition?: string;
  readonly data?: string;
  readonly workers?: number;
}

export interface Plan {
  readonly primary: Omit<PrimaryOptions, 'watch'>;
  /** What to try first. */
  readonly advice: (running: Running) => string;
  /** Ends what was started beside Airside. */
  readonly stop: () => Promise<void>;
}

/** What `airside up` is to start: the upstream it is given, the configuration file, or the example. */
export async function choosePlan(file: string | undefined, options: PlanOptions): Promise<Plan> {
  const { listen, workers, upstream, definition, data } = options;
  if (upstream !== undefined && file !== undefined) {
    throw new CommandError('give a configuration file or --upstream, not both', { exitCode: EXIT.usage });
  }
  if (upstream !== undefined) return upstreamPlan(upstream, options);
  if (definition !== undefined) throw new CommandError('--definition goes with --upstream', { exitCode: EXIT.usage });
  if (file === undefined && !existsSync(DEFAULT_FILE)) return demoPlan(options);
  const dataDirectory = data === undefined ? {} : { dataDirectory: resolve(data) };
  const listener = listen === undefined ? {} : { listen };
  const source = fileSource(file ?? DEFAULT_FILE, { ...listener, ...(workers !== undefined && { workers }), ...dataDirectory });
  return { primary: { source, ...dataDirectory }, advice: () => '', stop: async () => undefined };
}

async function demoPlan({ listen, workers, data }: PlanOptions): Promise<Plan> {
  const { source, dataDirectory, apiKey, stop } = await startDemo(listen, workers, data ?? DATA_DIRECTORY);
  return {
    primary: { source, dataDirectory },
    advice: (running) =>
      demoCalls(urlOf(running), '/products', apiKey, running.loaded.configuration.apis['shop']?.policies.rateLimit.burst ?? 20),
    stop,
  };
}

function upstreamPlan(upstream: string, { listen = DEFAULT_LISTEN, workers, definition, data = DATA_DIRECTORY }: PlanOptions): Plan {
  const dataDirectory = openDataDirectory(resolve(data));
  const key = ensureFirstKey(dataDirectory);
  const text = quickConfiguration({
    upstream,
    listen,
    keyReference: `\${file:${join(dataDirectory, FIRST_KEY_FILE)}}`,
    definition: definition === undefined ? undefined : relative('', resolve(definition)),
  });
  const keep = [calledAs(), 'init', '--upstream', upstream, ...(definition === undefined ? [] : ['--definition', definition])];
  const keepListen = listen === DEFAULT_LISTEN ? [] : ['--listen', listen];
  return {
    primary: { source: textSource(text, resolve('(command line)'), workers === undefined ? {} : { workers }), dataDirectory },
    advice: (running) =>
      `Call it with:    curl -i -H 'X-Api-Key: ${key}' ${urlOf(running)}/\nKeep this set-up: ${[...keep, ...keepListen].map(shellWord).join(' ')}`,
    stop: async () => undefined,
  };
}
