import { type Exchange, exchangeSchema } from '@airside/domain';

import { CommandError } from '../exit.ts';
import { type Line, readLines } from '../waf/lines.ts';

/** The exchanges in NDJSON files, as `airside exchanges --json` prints them; `-` is standard input. */
export async function* writtenExchanges(files: readonly string[]): AsyncGenerator<Exchange> {
  for await (const line of readLines(files)) yield exchangeIn(line, parsedLine(line));
}

/** The JSON of a line. */
export function parsedLine({ place, text }: Line): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`${place}: this is no JSON`);
  }
}

/** A value that was read from a line, as the exchange that it has to be. */
export function exchangeIn({ place }: Line, value: unknown): Exchange {
  const { data: exchange } = exchangeSchema.safeParse(value);
  if (exchange === undefined) throw new CommandError(`${place}: expected an exchange (airside schema exchange)`);
  return exchange;
}
