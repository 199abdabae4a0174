import { fromExchange, type Observation } from '@airside/openapi';

import { type RecordedOptions, recordedExchanges } from '../exchanges/recorded-exchanges.ts';
import type { TrafficFormat } from './format-names.ts';
import { callsOfFile } from './read-file.ts';
import { Skipped } from './skipped.ts';

/** Which traffic a command looks at: that of the files it is given, else what the store holds. */
export interface TrafficOptions extends RecordedOptions {
  /** The form of all files; told by their first bytes where absent. */
  readonly format?: TrafficFormat;
}

/**
 * Recorded calls, one at a time, from files (`-` is standard input), or from the store where no file is named. Files are exchanges as NDJSON, HAR, or
 * access logs, also compressed with gzip. What is not understood in them is passed over, counted, and told on standard error at the end.
 */
export async function* observations(files: readonly string[], options: TrafficOptions): AsyncGenerator<Observation> {
  const { api, since, until } = options;
  if (files.length === 0) {
    for await (const exchange of recordedExchanges([], options)) yield fromExchange(exchange);
    return;
  }
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  const skipped = new Skipped();
  for (const file of files) {
    for await (const observation of callsOfFile(file, options.format, skipped)) {
      const isMeant = observation.timeMs >= from && observation.timeMs < to;
      if (isMeant && (api === undefined || observation.api === api)) yield observation;
    }
  }
  skipped.report();
}
