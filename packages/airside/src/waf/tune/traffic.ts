import type { ExchangeFilter } from '@airside/control';
import { inspectRequest } from '@airside/gateway';

import { storedExchanges } from '../../exchanges/stored-exchanges.ts';
import { exchangeIn, parsedLine } from '../../exchanges/written-exchanges.ts';
import { CommandError, EXIT } from '../../exit.ts';
import { type Line, readLines } from '../lines.ts';
import { parseRequestLine, type RequestToInspect } from '../request-line.ts';
import { observationOf } from './from-exchange.ts';
import type { Observation } from './observation.ts';
import type { TuningRules } from './tuning-rules.ts';

/** A request as tuning sees it, and where there is one the line that holds the request itself, to be inspected again. */
export interface Traffic {
  readonly observation: Observation;
  readonly line?: string;
}

export interface TrafficOptions {
  readonly api?: string;
  readonly since?: string;
  readonly until?: string;
  readonly threshold?: number;
}

/** What the store in a data directory holds, from its oldest exchange to the newest one of now. */
export async function* storedTraffic(directory: string, options: TrafficOptions): AsyncGenerator<Traffic> {
  const { api, since, until, threshold } = options;
  const filter: ExchangeFilter = {
    ...(api !== undefined && { api }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
  for (const exchange of storedExchanges(directory, filter)) {
    const observation = observationOf(exchange, threshold);
    if (observation !== undefined) yield { observation };
  }
}

/** Lines of files: exchanges as they were recorded, or requests, which are inspected. */
export async function* writtenTraffic(files: readonly string[], options: TrafficOptions, rules: TuningRules): AsyncGenerator<Traffic> {
  for await (const line of readLines(files)) {
    const value = parsedLine(line);
    const isExchange = typeof value === 'object' && value !== null && 'verdicts' in value;
    const traffic = isExchange ? ofExchange(line, value, options) : ofRequest(line, options, rules);
    if (traffic !== undefined) yield traffic;
  }
}

function ofExchange(line: Line, value: object, { api, since, until, threshold }: TrafficOptions): Traffic | undefined {
  const exchange = exchangeIn(line, value);
  const time = Date.parse(exchange.time);
  const outside = (since !== undefined && time < Date.parse(since)) || (until !== undefined && time >= Date.parse(until));
  if (outside || (api !== undefined && exchange.api !== api)) return undefined;
  const observation = observationOf(exchange, threshold);
  return observation && { observation };
}

function ofRequest({ place, text }: Line, { api = '' }: TrafficOptions, rules: TuningRules): Traffic {
  const engine = rules.engineOf(api);
  if (engine === undefined) {
    throw new CommandError(`${place}: a request does not tell of which API it is`, { exitCode: EXIT.usage, hint: 'name it with --api' });
  }
  const request = requestIn(place, text);
  if (request.label === undefined) {
    throw new CommandError(`${place}: the request has no label`, { hint: 'expected "label": 1 for an attack, 0 for an honest request' });
  }
  const { blocked, score, matches } = inspectRequest(engine, request.head, request.body, rules.exclusionsOf(api, request.operation));
  const observation: Observation = {
    api,
    operation: request.operation ?? null,
    caller: '',
    authenticated: false,
    address: '',
    timeMs: 0,
    alarm: blocked,
    answer: 'none',
    label: request.label,
    score,
    matches,
  };
  return { observation, line: text };
}

function requestIn(place: string, text: string): RequestToInspect {
  try {
    return parseRequestLine(text);
  } catch (error) {
    throw new CommandError(`${place}: ${(error as Error).message}`);
  }
}
