import { type Command, Option } from 'commander';

import { TRAFFIC_FORMATS } from '../traffic/format-names.ts';
import { withData } from './data-options.ts';
import { time } from './values.ts';

/** What the argument of commands about recorded traffic means. */
export const TRAFFIC_FILES =
  'exchanges as NDJSON, HAR files or access logs, also gzipped, - for standard input; the store of exchanges where none is named';

/** Adds the options that say which recorded traffic is meant. */
export function withTraffic(command: Command): Command {
  return withData(command)
    .addOption(new Option('--format <format>', 'form of the files, where their first lines do not tell').choices(TRAFFIC_FORMATS))
    .option('--api <id>', 'only exchanges of this API')
    .option('--since <time>', 'not before this time: RFC 3339, or so long ago: 15m, 2h, 7d', time)
    .option('--until <time>', 'before this time', time);
}
