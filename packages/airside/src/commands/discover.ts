import { Command } from 'commander';

import type { DiscoverOptions } from '../actions/discover.ts';
import { TRAFFIC_FILES, withTraffic } from './traffic-options.ts';
import { basePath, wholeNumber } from './values.ts';

export function discoverCommand(): Command {
  return withTraffic(new Command('discover'))
    .description('Make a definition (OpenAPI 3.1) of what recorded traffic shows of an API.')
    .argument('[file...]', TRAFFIC_FILES)
    .option('--host <host>', 'only calls of this host')
    .option('--min-count <calls>', 'leave out operations called less often', wholeNumber(1, 1_000_000_000), 1)
    .option(
      '--base-path <path>',
      'path before all templates, such as /v1: it goes into the server, and what lies elsewhere is left out',
      basePath,
    )
    .option('--title <title>', 'title of the definition; where absent, the API or the host')
    .option('--output <file>', 'write the definition into this file; one that discover has not made is not written over')
    .option('--summary', 'a table of the operations instead of the definition')
    .option('--include-refused', 'with --summary: also the paths that were only refused or not found')
    .option('--json', 'JSON instead of YAML; with --summary, one JSON object')
    .addHelpText(
      'after',
      `
A path is an operation once an answer proves it: calls that were answered with 400, 401, 403, 404, 405, 429, a permanent redirection or a failure of what
stands before the API, and calls refused by Airside, are counted where the operation is known, and are noise where it is not. What requests are like
is learnt from those that the API accepted. Examples are made up; texts of callers are not written, but for short values that many calls share.`,
    )
    .action(async (files: readonly string[], options: DiscoverOptions) => {
      const { discover } = await import('../actions/discover.ts');
      await discover(files, options);
    });
}
