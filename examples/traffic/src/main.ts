import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { stripVTControlCharacters } from 'node:util';

import { CAMPAIGNS } from './campaigns/index.ts';
import { toLine } from './ndjson.ts';
import { parseTrafficOptions, type TrafficOptions, UsageError } from './options.ts';
import { simulate } from './simulate.ts';

const EXIT = { failed: 1, usage: 2 };
const LINES_AT_ONCE = 500;

const HELP = `Simulates traffic of five APIs and writes it down as a gateway would: exchanges, one JSON object a line, with the members
label (0 honest, 1 attack), category (which attack) and session beside.

node --conditions=development examples/traffic/src/main.ts [options]

  --days N          simulated days, from a Monday on (2)
  --users N         people at the beginning; machines come beside (500)
  --seed N          another seed, other traffic; the same seed, the same bytes (1)
  --campaigns LIST  attacks by their ids, each in all of its forms; all or none (none)
  --quiet-days N    days at the beginning without attacks (a third of all)
  --out FILE        where to write (standard output)
  --list            the attacks, and what they do
  -h, --help        this text

A day of 500 people makes some 11,000 exchanges of 1.3 kB. Train on honest traffic, judge traffic with attacks:

  node --conditions=development examples/traffic/src/main.ts --days 7 --out train.ndjson
  node --conditions=development examples/traffic/src/main.ts --days 10 --quiet-days 7 --campaigns all --out test.ndjson
  ./airside behavior evaluate --train train.ndjson --test test.ndjson

Exit code: 0 written, 1 failed, 2 wrong use.`;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  try {
    const options = parseTrafficOptions(args);
    if (options.help) process.stdout.write(`${HELP}\n`);
    else if (options.list) process.stdout.write(`${CAMPAIGNS.map(({ id, about }) => `${id.padEnd(26)} ${about}`).join('\n')}\n`);
    else await write(options);
    return 0;
  } catch (error) {
    // Whoever reads only the beginning, as `head` does, closes the pipe.
    if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
    process.stderr.write(`${stripVTControlCharacters(error instanceof Error ? error.message : String(error))}\n`);
    if (!(error instanceof UsageError)) return EXIT.failed;
    process.stderr.write(`\n${HELP}\n`);
    return EXIT.usage;
  }
}

async function write(options: TrafficOptions): Promise<void> {
  const counts = { exchanges: 0, attacks: 0 };
  const target = options.out === undefined ? process.stdout : createWriteStream(options.out);
  await pipeline(Readable.from(chunks(options, counts)), target, { end: options.out !== undefined });
  process.stderr.write(`${counts.exchanges} exchanges, ${counts.attacks} of attacks\n`);
}

function* chunks(options: TrafficOptions, counts: { exchanges: number; attacks: number }): Generator<string> {
  let lines: string[] = [];
  for (const labelled of simulate(options)) {
    counts.exchanges++;
    counts.attacks += labelled.label;
    lines.push(toLine(labelled));
    if (lines.length < LINES_AT_ONCE) continue;
    yield `${lines.join('\n')}\n`;
    lines = [];
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}
