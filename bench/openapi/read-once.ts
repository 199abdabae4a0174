/** Reads one file in a process of its own, as at a start: with our reader, or with the bare parser of its format. Prints what it took, as JSON. */
import { readFileSync } from 'node:fs';

import { buildDefinition, readDefinition } from '@airside/openapi';
import { load } from 'js-yaml';

/** What one reading took. */
export interface Reading {
  /** Processor time of all threads, of the collector of garbage too. */
  readonly cpuMs: number;
  readonly elapsedMs: number;
  /** Operations found; for a bare parser, paths. */
  readonly found: number;
}

const [reader = '', file = ''] = process.argv.slice(2);
const start = performance.now();
const before = process.cpuUsage();
const found = reader === 'airside' ? await ours() : bare();
const { user, system } = process.cpuUsage(before);
const reading: Reading = { cpuMs: (user + system) / 1000, elapsedMs: performance.now() - start, found };
process.stdout.write(JSON.stringify(reading));

async function ours(): Promise<number> {
  const { document, problems } = await readDefinition(file);
  if (document === undefined) throw new Error(`expected a definition without errors, found ${JSON.stringify(problems[0])}`);
  return buildDefinition(document).operations.length;
}

function bare(): number {
  const text = readFileSync(file, 'utf8');
  const value = (file.endsWith('.json') ? JSON.parse(text) : load(text)) as { readonly paths: object };
  return Object.keys(value.paths).length;
}
