import type { Exchange } from '@airside/domain';

import { type DataDirectoryOptions, dataDirectoryOf } from '../data-directory-option.ts';
import { storedExchanges } from './stored-exchanges.ts';
import { writtenExchanges } from './written-exchanges.ts';

/** Which exchanges a command is about. */
export interface RecordedOptions extends DataDirectoryOptions {
  /** Only of this API. */
  readonly api?: string;
  /** Earliest time that is meant (RFC 3339, any offset). */
  readonly since?: string;
  /** First time that is no longer meant (RFC 3339, any offset). */
  readonly until?: string;
}

/** Exchanges, one at a time: those of NDJSON files (`-` is standard input), or what the store holds where no file is named. */
export async function* recordedExchanges(files: readonly string[], options: RecordedOptions): AsyncGenerator<Exchange> {
  const { api, since, until } = options;
  if (files.length === 0) {
    const filter = { ...(api !== undefined && { api }), ...(since !== undefined && { since }), ...(until !== undefined && { until }) };
    yield* storedExchanges(await dataDirectoryOf(options), filter);
    return;
  }
  const from = since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(since);
  const to = until === undefined ? Number.POSITIVE_INFINITY : Date.parse(until);
  for await (const exchange of writtenExchanges(files)) {
    const time = Date.parse(exchange.time);
    if (time >= from && time < to && (api === undefined || exchange.api === api)) yield exchange;
  }
}
