import type { Exchange } from '@airside/domain';
import { simulate } from '@airside/example-traffic';

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

/** What of requests and answers is recorded: bodies with the header fields, header fields alone, or nothing, as it is where nobody configures it. */
export const RECORDINGS = ['bodies', 'headers', 'nothing'] as const;

export type Recording = (typeof RECORDINGS)[number];

/**
 * Honest traffic in which what comes within a minute comes within its first second, in the same order. The engine ticks once a second of the traffic's time: in a stream of a few exchanges
 * a second it would tick for every second exchange, which no API with many does.
 */
export function* denseTraffic(users: number, recording: Recording = 'bodies'): Generator<Exchange> {
  for (const { exchange } of simulate({ days: 60, users, seed: 5, quietDays: 60, campaigns: [] })) {
    const timeMs = Date.parse(exchange.time);
    const minuteMs = Math.floor(timeMs / MINUTE_MS) * MINUTE_MS;
    const squeezedMs = Math.floor(((timeMs - minuteMs) * SECOND_MS) / MINUTE_MS);
    yield recorded({ ...exchange, time: new Date(minuteMs + squeezedMs).toISOString() }, recording);
  }
}

/** The same exchange with no more recorded than that. */
function recorded({ request, response, ...exchange }: Exchange, recording: Recording): Exchange {
  if (recording === 'nothing') return exchange;
  const of = (message: Exchange['request']) => (message === undefined || recording === 'bodies' ? message : { headers: message.headers });
  const [sent, answered] = [of(request), of(response)];
  return { ...exchange, ...(sent && { request: sent }), ...(answered && { response: answered }) };
}
