import { exchangeSchema } from '@airside/domain';
import { fromExchange, fromHarEntry, HarEntries, type JsonValue, type Observation, parseLogLine } from '@airside/openapi';

import { CommandError } from '../exit.ts';
import { chunksOf, nameOf } from './chunks.ts';
import { TRAFFIC_FORMATS, type TrafficFormat } from './format-names.ts';
import { LineReader, type TextLine } from './lines.ts';
import type { Skipped } from './skipped.ts';
import { detectFormat } from './traffic-format.ts';

/** The calls of a file, one after the other; its format is told by its first bytes where none is given. */
export async function* callsOfFile(file: string, given: TrafficFormat | undefined, skipped: Skipped): AsyncGenerator<Observation> {
  let reader: Reader | undefined;
  for await (const chunk of chunksOf(file, skipped)) {
    reader ??= readerFor(given ?? formatOf(chunk, file), nameOf(file), skipped);
    yield* reader.push(chunk);
  }
  if (reader !== undefined) yield* reader.end();
}

interface Reader {
  push(chunk: Buffer): Iterable<Observation>;
  end(): Iterable<Observation>;
}

function formatOf(head: Buffer, file: string): TrafficFormat {
  const format = detectFormat(head);
  if (format !== undefined) return format;
  throw new CommandError(`${nameOf(file)}: this is no traffic in a known form`, {
    hint: `expected one of ${TRAFFIC_FORMATS.join(', ')}; say with --format which it is meant to be`,
  });
}

function readerFor(format: TrafficFormat, name: string, skipped: Skipped): Reader {
  if (format === 'har') return harReader(name, skipped);
  return lineReader(name, skipped, format === 'exchanges' ? exchangeIn : (line) => parseLogLine(line, format));
}

function lineReader(name: string, skipped: Skipped, parse: (line: string) => Observation | 'no-call' | undefined): Reader {
  const lines = new LineReader();
  function* callsIn(read: Iterable<TextLine>): Generator<Observation> {
    for (const { number, text } of read) {
      const call = text === undefined ? undefined : parse(text);
      if (call === 'no-call') skipped.noCalls++;
      else if (call !== undefined) yield call;
      else skipped.add(`${name}:${number}`, text === undefined ? 'is too long' : 'is not understood');
    }
  }
  return { push: (chunk) => callsIn(lines.push(chunk)), end: () => callsIn(lines.end()) };
}

function harReader(name: string, skipped: Skipped): Reader {
  const entries = new HarEntries();
  function* push(chunk: Buffer): Generator<Observation> {
    for (const { number, text } of entries.push(chunk)) {
      const value = text === undefined ? undefined : jsonIn(text);
      const call = value === undefined ? undefined : fromHarEntry(value);
      if (call !== undefined) yield call;
      else skipped.add(`${name}, entry ${number}`, text === undefined ? 'is too large' : 'is no call');
    }
  }
  function end(): readonly Observation[] {
    if (!entries.isHar) throw new CommandError(`${name}: this is no HAR file: it has no log.entries`);
    if (entries.isCut) skipped.add(name, 'ends within an entry');
    return [];
  }
  return { push, end };
}

function exchangeIn(line: string): Observation | undefined {
  const { data } = exchangeSchema.safeParse(jsonIn(line));
  return data === undefined ? undefined : fromExchange(data);
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
