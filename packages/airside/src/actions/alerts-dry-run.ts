import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { dryRunRule, openRollupStore, type RollupStore, StoreUnavailableError } from '@airside/control';
import { resolveAlertRules } from '@airside/domain';

import { printList, timeText } from '../admin/show.ts';
import { readConfiguration } from '../configured.ts';
import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, progress } from '../terminal.ts';
import { ROLLUPS_FILE } from '../up/data-directory.ts';

export interface DryRunOptions extends DataDirectoryOptions {
  readonly rule?: string;
  readonly since: number;
  readonly json?: boolean;
}

const MOST_NAMED = 3;

/** Says how often each rule of the configuration file would have fired on the traffic that is counted. */
export async function dryRunRules(options: DryRunOptions): Promise<void> {
  const loaded = await readConfiguration(options, 'what the rules are', 'mend them');
  if (loaded === undefined)
    throw new CommandError('there is no configuration file, and so no rule of it to try', {
      exitCode: EXIT.usage,
      hint: 'name one with --config',
    });
  const rules = resolveAlertRules(loaded.configuration.alerts).filter(({ id }) => options.rule === undefined || id === options.rule);
  if (rules.length === 0) throw new CommandError(`there is no rule ${JSON.stringify(options.rule)}`);
  const store = openStore(join(await dataDirectoryOf(options), ROLLUPS_FILE));
  try {
    const span = store.span();
    if (span === undefined) throw new CommandError('no traffic is counted yet', { exitCode: EXIT.unavailable });
    const toMs = Math.min(span.toMs, Date.now());
    const fromMs = Math.max(span.fromMs, toMs - options.since);
    note(`on the traffic from ${timeText(fromMs)} to ${timeText(toMs)}`);
    const results = (function* () {
      for (const rule of rules) {
        progress(`trying ${rule.id}`);
        yield { rule, result: dryRunRule(rule, store, { fromMs, toMs, evaluateEveryMs: loaded.configuration.alerts.evaluateEvery }) };
      }
    })();
    await printList(
      asAsync(results, ({ rule, result }) => ({ rule: rule.id, ...result })),
      {
        json: options.json,
        header: ['rule', 'would have fired', 'messages', 'last', 'where', ''],
        row: ({ rule, firings, messages, note: why }) => [
          rule,
          why !== null && firings.length === 0 ? '-' : counted(firings.length, 'time'),
          String(messages),
          timeText(firings.at(-1)?.firedMs),
          placesOf(firings.map(({ about }) => about)),
          why ?? '',
        ],
        empty: 'there are no rules',
      },
    );
  } finally {
    store.close();
  }
}

function placesOf(places: readonly string[]): string {
  const different = [...new Set(places)];
  const more = different.length - MOST_NAMED;
  return different.length === 0 ? '-' : `${different.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

async function* asAsync<From, To>(items: Iterable<From>, map: (item: From) => To): AsyncGenerator<To> {
  for (const item of items) yield map(item);
}

function openStore(file: string): RollupStore {
  if (!existsSync(file))
    throw new CommandError('no traffic is counted here', {
      exitCode: EXIT.unavailable,
      hint: 'start Airside first, or name its directory with --data',
    });
  try {
    return openRollupStore(file, { readOnly: true });
  } catch (error) {
    if (error instanceof StoreUnavailableError) throw new CommandError(error.message, { exitCode: EXIT.unavailable });
    throw error;
  }
}
