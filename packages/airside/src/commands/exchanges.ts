import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { type ExchangeFilter, openExchangeStore, type StoredExchange, StoreUnavailableError } from '@airside/control';
import type { Exchange } from '@airside/domain';
import { loadConfiguration } from '@airside/gateway';
import { Command, InvalidArgumentError } from 'commander';

import { CommandError, EXIT } from '../exit.ts';
import { paint, printable } from '../terminal.ts';
import { EXCHANGES_FILE } from '../up/primary.ts';

const FOLLOW_INTERVAL_MS = 300;
const PAGE = 1000;

interface Options {
  readonly data?: string;
  readonly config: string;
  readonly api?: string;
  readonly consumer?: string;
  readonly operation?: string;
  readonly status?: ExchangeFilter['status'];
  readonly problem?: string;
  readonly address?: string;
  readonly since?: string;
  readonly until?: string;
  readonly limit: number;
  readonly follow?: boolean;
  readonly json?: boolean;
}

export function exchangesCommand(): Command {
  return new Command('exchanges')
    .description('Print the record of requests, oldest first.')
    .option('--data <directory>', "Airside's data directory; where absent, what the configuration says, else .airside")
    .option('--config <file>', 'configuration file that names the data directory', 'airside.yaml')
    .option('--api <id>', 'only of this API')
    .option('--consumer <id>', 'only of this consumer')
    .option('--operation <id>', 'only of this operation')
    .option('--status <status>', 'only with this status: 429, or a class such as 4xx', status)
    .option('--problem <name>', 'only refused with this problem, such as credential-invalid')
    .option('--address <address>', 'only from this client address')
    .option('--since <time>', 'not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--until <time>', 'before this time', time)
    .option('--limit <count>', 'the newest so many', count, 50)
    .option('-f, --follow', 'go on with new ones as they come')
    .option('--json', 'whole exchanges as NDJSON (schema: airside schema exchange)')
    .action(async (options: Options) => {
      const directory = await dataDirectory(options);
      const { api, consumer, operation, status: wanted, problem, address, since, until } = options;
      const filter = Object.fromEntries(
        Object.entries({ api, consumer, operation, status: wanted, problem, address, since, until }).filter(
          ([, value]) => value !== undefined,
        ),
      ) as ExchangeFilter;
      try {
        await print(join(directory, EXCHANGES_FILE), filter, options);
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
        throw error;
      }
    });
}

async function print(file: string, filter: ExchangeFilter, options: Options): Promise<void> {
  const store = openExchangeStore(file, { readOnly: true });
  const render = options.json === true ? (exchange: Exchange) => JSON.stringify(exchange) : line;
  const show = (batch: readonly StoredExchange[]): void => {
    if (batch.length > 0) process.stdout.write(`${batch.map(({ exchange }) => render(exchange)).join('\n')}\n`);
  };
  try {
    const newest = store.list({}, { limit: 1, order: 'newest-first' })[0]?.sequence ?? 0;
    const shown = store.list(filter, { limit: options.limit, order: 'newest-first' }).toReversed();
    show(shown);
    if (options.follow !== true) return;
    const stopped = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());
    let after = Math.max(newest, shown.at(-1)?.sequence ?? 0);
    while (!stopped.signal.aborted) {
      const batch = store.list(filter, { limit: PAGE, after, order: 'oldest-first' });
      show(batch);
      after = batch.at(-1)?.sequence ?? after;
      if (batch.length < PAGE) await sleep(FOLLOW_INTERVAL_MS, undefined, { signal: stopped.signal }).catch(() => undefined);
    }
  } finally {
    store.close();
  }
}

/** One exchange as a line: time, status, who, what, how long, why not. */
function line(exchange: Exchange): string {
  const colour = exchange.status < 300 ? 'green' : exchange.status < 500 ? 'yellow' : 'red';
  const caller = exchange.principal?.consumer ?? exchange.principal?.subject ?? '-';
  const refusal = exchange.verdicts.find(({ outcome }) => outcome === 'refuse');
  const reports = exchange.verdicts.filter(({ outcome }) => outcome === 'report');
  const why = [
    exchange.problem === null ? '' : `${exchange.problem}${refusal?.reason === undefined ? '' : ` (${refusal.policy}: ${refusal.reason})`}`,
    ...reports.map(({ policy, reason }) => `reported by ${policy}: ${reason ?? ''}`),
  ].filter((part) => part !== '');
  const text = [
    exchange.time,
    paint(colour, String(exchange.status)),
    exchange.client.address,
    caller,
    exchange.api ?? '-',
    exchange.method || '-',
    `${exchange.path}${exchange.query === '' ? '' : `?${exchange.query}`}`,
    `${exchange.durationMs.toFixed(1)}ms`,
    `${exchange.requestBytes}/${exchange.responseBytes}B`,
    ...why,
  ];
  return text.map((part, index) => (index === 1 ? part : printable(part))).join(' ');
}

async function dataDirectory(options: Options): Promise<string> {
  if (options.data !== undefined) return resolve(options.data);
  if (!existsSync(options.config)) return resolve('.airside');
  const { bundle, configuration } = await loadConfiguration(options.config);
  if (bundle === undefined || configuration === undefined) {
    throw new CommandError(`${options.config} has errors, so it does not say where the data is`, {
      hint: 'see `airside check`, or name the directory with --data',
    });
  }
  return resolve(bundle.directory, configuration.store.directory);
}

function status(text: string): number | string {
  if (/^[1-5]xx$/.test(text)) return text;
  if (/^[1-5]\d\d$/.test(text)) return Number(text);
  throw new InvalidArgumentError('expected a status such as 429, or a class such as 4xx.');
}

function time(text: string): string {
  const ago = /^(\d{1,6})([smhd])$/.exec(text);
  if (ago !== null) return new Date(Date.now() - Number(ago[1]) * { s: 1e3, m: 6e4, h: 36e5, d: 864e5 }[ago[2] as 's']).toISOString();
  if (Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('expected a time such as 2026-11-21T20:00:00Z, or so long ago as 15m, 2h, 7d.');
  return new Date(text).toISOString();
}

function count(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 10_000) throw new InvalidArgumentError('expected a whole number from 1 to 10000.');
  return value;
}
