import { fromExchange, type Observation } from '@airside/openapi';

import { type RecordedOptions, recordedExchanges } from '../exchanges/recorded-exchanges.ts';

/** Which traffic a command looks at. */
export type TrafficOptions = RecordedOptions;

/** Recorded calls, one at a time: those of NDJSON files of exchanges (`-` is standard input), or what the store holds where no file is named. */
export async function* observations(files: readonly string[], options: TrafficOptions): AsyncGenerator<Observation> {
  for await (const exchange of recordedExchanges(files, options)) yield fromExchange(exchange);
}
