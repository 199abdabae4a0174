import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';

import { Command, InvalidArgumentError } from 'commander';

import { CommandError, EXIT } from '../exit.ts';
import { quickConfiguration } from '../quick-configuration.ts';
import { note } from '../terminal.ts';
import { banner, demoCalls } from '../up/banner.ts';
import { ensureFirstKey, openDataDirectory } from '../up/data-directory.ts';
import { type Demo, startDemo } from '../up/demo.ts';
import { type PrimaryOptions, type Running, startPrimary } from '../up/primary.ts';
import { fileSource, textSource } from '../up/source.ts';
import { FIRST_KEY_FILE } from './init.ts';

interface Options {
  readonly listen?: string;
  readonly upstream?: string;
  readonly definition?: string;
  readonly data?: string;
  readonly workers?: number;
  readonly watch: boolean;
}

const DEFAULT_FILE = 'airside.yaml';
const DEFAULT_DATA = '.airside';

export function upCommand(): Command {
  return new Command('up')
    .description('Start Airside. Without a file: ./airside.yaml where there is one, else the example shop with Airside before it.')
    .argument('[file]', 'configuration file')
    .option('--listen <host:port>', 'where to accept calls, instead of what the configuration says')
    .option('--upstream <url>', 'protect this server, without a configuration file')
    .option('--definition <file>', 'OpenAPI definition of the --upstream')
    .option('--data <directory>', "Airside's own data, instead of where the configuration says")
    .option('--workers <count>', 'gateway processes, instead of what the configuration says', wholeNumber)
    .option('--no-watch', 'apply a changed configuration on SIGHUP only')
    .action(async (file: string | undefined, options: Options) => {
      const startedAt = performance.now();
      const plan = await choosePlan(file, options);
      let running: Running;
      try {
        running = await startPrimary({ ...plan.primary, watch: options.watch });
      } catch (error) {
        plan.demo?.stop();
        throw error;
      }
      process.stdout.write(`${banner(running, startedAt)}\n`);
      const advice = plan.advice(running);
      if (advice !== '') process.stdout.write(`\n${advice}\n`);
      await untilStopped(running);
      plan.demo?.stop();
      note('stopped');
    });
}

interface Plan {
  readonly primary: Omit<PrimaryOptions, 'watch'>;
  readonly demo?: Demo;
  /** What to try first. */
  readonly advice: (running: Running) => string;
}

async function choosePlan(file: string | undefined, options: Options): Promise<Plan> {
  const overrides = {
    ...(options.listen !== undefined && { listen: options.listen }),
    ...(options.workers !== undefined && { workers: options.workers }),
  };
  const data = options.data === undefined ? {} : { dataDirectory: options.data };
  if (options.upstream !== undefined) {
    if (file !== undefined) throw new CommandError('give a configuration file or --upstream, not both', { exitCode: EXIT.usage });
    return quickPlan(options.upstream, options, overrides);
  }
  if (options.definition !== undefined) throw new CommandError('--definition goes with --upstream', { exitCode: EXIT.usage });
  if (file !== undefined || existsSync(DEFAULT_FILE)) {
    return { primary: { source: fileSource(file ?? DEFAULT_FILE, overrides), ...data }, advice: () => '' };
  }
  const demo = await startDemo(options.listen, options.data ?? DEFAULT_DATA);
  return {
    primary: { source: demo.source, dataDirectory: demo.dataDirectory },
    demo,
    advice: (running) =>
      demoCalls(urlOf(running), '/products', demo.apiKey, running.loaded.configuration.apis['shop']?.policies.rateLimit.burst ?? 20),
  };
}

function quickPlan(upstream: string, options: Options, overrides: object): Plan {
  const data = openDataDirectory(resolve(options.data ?? DEFAULT_DATA));
  const key = ensureFirstKey(data);
  const text = quickConfiguration({
    upstream,
    listen: options.listen ?? '127.0.0.1:8080',
    keyFile: options.data === undefined ? FIRST_KEY_FILE : `${data}/first-key`,
    ...(options.definition !== undefined && { definition: relative('', resolve(options.definition)) }),
  });
  return {
    primary: { source: textSource(text, resolve(DEFAULT_FILE), overrides), dataDirectory: data },
    advice: (running) =>
      `Call it with:    curl -i -H 'X-Api-Key: ${key}' ${urlOf(running)}/\nKeep this set-up: airside init --upstream ${upstream}${options.definition === undefined ? '' : ` --definition ${options.definition}`}`,
  };
}

function urlOf({ addresses: [first], loaded }: Running): string {
  if (first === undefined) return '';
  const host = first.family === 'IPv6' ? `[${first.address}]` : first.address;
  return `${loaded.bundle.tls[0] ? 'https' : 'http'}://${host}:${first.port}`;
}

/** Waits for SIGINT or SIGTERM, which let requests under way finish; a second one does not. SIGHUP reads the configuration again. */
async function untilStopped(running: Running): Promise<void> {
  const onHangup = () => void running.reload();
  process.on('SIGHUP', onHangup);
  await new Promise<void>((stop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop());
  });
  const force = () => {
    running.kill();
    process.exit(EXIT.failed);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, force);
  note('stopping: requests under way may finish (once more to stop at once)');
  await running.stop();
  process.off('SIGHUP', onHangup).off('SIGINT', force).off('SIGTERM', force);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 256) throw new InvalidArgumentError('expected a whole number from 1 to 256.');
  return value;
}
