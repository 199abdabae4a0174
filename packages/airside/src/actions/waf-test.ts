import { CommandError, EXIT } from '../exit.ts';
import { report } from '../waf/ftw/outcome.ts';
import { runInProcess } from '../waf/ftw/run-in-process.ts';
import { runOverSockets } from '../waf/ftw/run-over-sockets.ts';
import type { Destination } from '../waf/ftw/send.ts';
import { readFtwTests } from '../waf/ftw-tests.ts';
import type { RuleOptions } from '../waf/open-rules.ts';

export interface WafTestOptions extends Pick<RuleOptions, 'crs' | 'rules'> {
  readonly tests: string;
  readonly url?: URL;
  readonly log?: string;
  readonly insecure?: boolean;
  readonly concurrency?: number;
  /** Seconds. */
  readonly timeout: number;
  readonly json?: boolean;
}

const DEFAULT_CONCURRENCY = 4;

/** Runs tests of go-ftw against rules in this process or against a server; yields the exit code. */
export async function runWafTests(options: WafTestOptions): Promise<number> {
  const { crs, rules, url, log, concurrency } = options;
  const ofUrl = (['log', 'insecure', 'concurrency'] as const).find((name) => options[name] !== undefined);
  if (url === undefined && ofUrl !== undefined) throw usage(`--${ofUrl} means nothing without --url`);
  if (url !== undefined && (crs !== undefined || rules !== undefined))
    throw usage('--url tests the rules of the server: leave --crs and --rules out');
  if (log !== undefined && concurrency !== undefined && concurrency > 1)
    throw usage('with --log, tests are told apart by their order: leave --concurrency out');
  const tests = readFtwTests(options.tests);
  const outcomes =
    url === undefined
      ? runInProcess(tests, options)
      : await runOverSockets(tests, {
          destination: destinationOf(url, options),
          log,
          concurrency: log === undefined ? (concurrency ?? DEFAULT_CONCURRENCY) : 1,
        });
  return report(outcomes, options.json === true);
}

function destinationOf(url: URL, { insecure = false, timeout }: WafTestOptions): Destination {
  const tls = url.protocol === 'https:';
  const port = url.port === '' ? (tls ? 443 : 80) : Number(url.port);
  return { host: url.hostname.replace(/^\[(.*)\]$/, '$1'), port, tls, insecure, timeoutMs: timeout * 1000 };
}

function usage(message: string): CommandError {
  return new CommandError(message, { exitCode: EXIT.usage });
}
