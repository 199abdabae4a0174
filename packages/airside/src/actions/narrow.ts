import { readFileSync } from 'node:fs';

import { loadConfigurationText, openReplay } from '@airside/gateway';
import { createDirectory } from '@airside/identity';

import { storedContents } from '../access/directory.ts';
import { readConfiguration, type ServableConfiguration } from '../configured.ts';
import { dataDirectoryOf } from '../data-directory-option.ts';
import { DEFAULT_CONFIGURATION } from '../default-configuration.ts';
import { type RecordedOptions, recordedExchanges } from '../exchanges/recorded-exchanges.ts';
import { CommandError, EXIT } from '../exit.ts';
import { learnNarrowing, type Narrowing } from '../narrow/learn.ts';
import { narrowedDefinitions, narrowedText, writeProposal } from '../narrow/proposed.ts';
import { narrowReport } from '../narrow/report.ts';
import { type ReplayResult, replayTraffic } from '../replay/replay-traffic.ts';
import { findInstalledRules } from '../rules/installed-rules.ts';
import { progress } from '../terminal.ts';

export interface NarrowOptions extends RecordedOptions {
  readonly minCalls: number;
  readonly headroom: number;
  readonly write?: string;
  readonly json?: boolean;
}

/** Prints what recorded traffic leaves unused, tries the narrower configuration on it, and writes it where that is asked for. */
export async function narrow(files: readonly string[], options: NarrowOptions): Promise<void> {
  if (files.includes('-')) {
    throw new CommandError('the traffic is read twice, so it cannot come from standard input', {
      exitCode: EXIT.usage,
      hint: 'save it in a file',
    });
  }
  const { config = DEFAULT_CONFIGURATION, data } = options;
  const loaded = await readConfiguration({ config, ...(data !== undefined && { data }) }, 'what could be narrower', 'mend them');
  if (loaded === undefined)
    throw new CommandError('there is no configuration', { exitCode: EXIT.unavailable, hint: 'name it with --config' });
  const narrowing = await learnNarrowing(loaded, recordedExchanges(files, options), {
    leastCalls: options.minCalls,
    factor: options.headroom,
  });
  const isSome = narrowing.settings.length > 0 || [...narrowing.tightenings.values()].some((list) => list.length > 0);
  const text = readFileSync(config, 'utf8');
  const replayed = isSome ? await tryOut(files, options, { loaded, narrowing, text, config }) : undefined;
  const tightenings = Object.fromEntries(narrowing.tightenings);
  process.stdout.write(
    options.json === true
      ? `${JSON.stringify({ exchanges: narrowing.calls, settings: narrowing.settings, tightenings, replay: replayed ?? null }, null, 2)}\n`
      : narrowReport(narrowing, replayed),
  );
  if (options.write !== undefined && isSome) {
    writeProposal(options.write, { text, configurationFile: config }, narrowing, narrowedDefinitions(loaded, narrowing));
  }
}

interface Trial {
  readonly loaded: ServableConfiguration;
  readonly narrowing: Narrowing;
  readonly text: string;
  readonly config: string;
}

/** Runs the same traffic through the narrower configuration. */
async function tryOut(files: readonly string[], options: NarrowOptions, { loaded, narrowing, text, config }: Trial): Promise<ReplayResult> {
  const narrowed = narrowedText(text, narrowing.settings, new Map());
  const { bundle, problems } = await loadConfigurationText(narrowed, config, { findInstalledRules: findInstalledRules(options.data) });
  if (bundle === undefined) throw new CommandError(`the narrower configuration could not be served: ${problems[0]?.message ?? ''}`);
  const definitions = { ...bundle.definitions };
  for (const [id, document] of narrowedDefinitions(loaded, narrowing)) definitions[id] = { document, digest: `narrowed ${id}` };
  const stored = createDirectory(await storedContents(await dataDirectoryOf(options)));
  const { replay, problems: faults } = openReplay({ ...bundle, definitions }, stored);
  if (replay === undefined) throw new CommandError(`the narrower configuration could not be served: ${faults[0]?.message ?? ''}`);
  try {
    return await replayTraffic(replay, recordedExchanges(files, options), (count) => {
      if (count % 10_000 === 0) progress(`${count} exchanges tried …`);
    });
  } finally {
    replay.close();
  }
}
