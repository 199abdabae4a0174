import { openReplay } from '@airside/gateway';
import { createDirectory } from '@airside/identity';

import { storedContents } from '../access/directory.ts';
import { readConfiguration } from '../configured.ts';
import { dataDirectoryOf } from '../data-directory-option.ts';
import { type RecordedOptions, recordedExchanges } from '../exchanges/recorded-exchanges.ts';
import { CommandError, EXIT } from '../exit.ts';
import { replayTraffic } from '../replay/replay-traffic.ts';
import { report } from '../replay/report.ts';
import { progress } from '../terminal.ts';

export interface ReplayOptions extends RecordedOptions {
  readonly json?: boolean;
  readonly failOn: 'refused' | 'unknown' | 'never';
}

const PROGRESS_EVERY = 10_000;

/** Prints what a configuration would have made of recorded traffic; yields the exit code. */
export async function replay(files: readonly string[], options: ReplayOptions): Promise<number> {
  const { config, data } = options;
  const loaded = await readConfiguration(
    { ...(config !== undefined && { config }), ...(data !== undefined && { data }) },
    'what to try',
    'mend them',
  );
  if (loaded === undefined) {
    throw new CommandError('there is no configuration to try', { exitCode: EXIT.unavailable, hint: 'name it with --config' });
  }
  const { api } = options;
  const apis = Object.keys(loaded.configuration.apis);
  if (api !== undefined && !apis.includes(api)) {
    throw new CommandError(`the configuration has no API ${api}`, { exitCode: EXIT.usage, hint: `expected one of ${apis.join(', ')}` });
  }
  const stored = createDirectory(await storedContents(await dataDirectoryOf(options)));
  const { replay: opened, problems } = openReplay(loaded.bundle, stored);
  if (opened === undefined) throw new CommandError(`the configuration cannot be tried: ${problems[0]?.message ?? ''}`);
  try {
    const result = await replayTraffic(opened, recordedExchanges(files, options), (count) => {
      if (count % PROGRESS_EVERY === 0) progress(`${count} exchanges …`);
    });
    process.stdout.write(options.json === true ? `${JSON.stringify(result)}\n` : report(result));
    const isFailed =
      (options.failOn !== 'never' && result.newlyRefused.calls > 0) || (options.failOn === 'unknown' && result.unknown.calls > 0);
    return isFailed ? EXIT.failed : EXIT.ok;
  } finally {
    opened.close();
  }
}
