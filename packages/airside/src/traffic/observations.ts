import { fromExchange, type Observation } from '@airside/openapi';

import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { storedExchanges } from '../exchanges/stored-exchanges.ts';
import { writtenExchanges } from '../exchanges/written-exchanges.ts';

/** Which traffic a command looks at: that of the files it is given, else what the store holds. */
export interface TrafficOptions extends DataDirectoryOptions {
  /** Only of this API. */
  readonly api?: string;
  /** Earliest time that is meant (RFC 3339, any offset). */
  readonly since?: string;
  /** First time that is no longer meant (RFC 3339, any offset). */
  readonly until?: string;
}

/** Recorded calls, one at a time, from NDJSON files of exchanges (`-` is standard input), or from the store where no file is named. */
export async function* observations(files: readonly string[], options: TrafficOptions): AsyncGenerator<Observation> {
  const { api, since, until } = options;
  if (files.length === 0) {
    const filter = { ...(api !== undefined && { api }), ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
    for (const exchange of storedExchanges(await dataDirectoryOf(options), filter)) yield fromExchange(exchange);
    return;
  }
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  for await (const exchange of writtenExchanges(files)) {
    const observation = fromExchange(exchange);
    const isMeant = observation.timeMs >= from && observation.timeMs < to;
    if (isMeant && (api === undefined || observation.api === api)) yield observation;
  }
}
