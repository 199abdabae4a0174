import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { dump } from 'js-yaml';

import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { largeDefinition, type Version } from './large-definition.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';
import type { Reading } from './read-once.ts';

const FORMATS: readonly { readonly version: Version; readonly format: 'json' | 'yaml' }[] = [
  { version: '3.1', format: 'json' },
  { version: '3.1', format: 'yaml' },
  { version: '3.0', format: 'yaml' },
  { version: '2.0', format: 'json' },
];

const MEGABYTE = 1e6;
/** About 10 MB of JSON. */
const RESOURCES = 540;
const ROUNDS = 3;
const GOAL_MS = 2000;
const READ_TIMEOUT_MS = 120_000;

/** A definition of 10 MB, read in a fresh process each time. */
export const reading: Measurement = {
  name: 'reading',
  about: 'a definition of 10 MB read, checked and brought to 3.1, beside the bare parser of its format (JSON.parse, js-yaml)',
  run,
};

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'airside-bench-'));
  try {
    const files = FORMATS.map((kind) => ({ ...kind, ...written(folder, kind, quick ? 10 : RESOURCES) }));
    const readings = files.map((file) => ({ ...file, airside: [] as Reading[], bare: [] as Reading[] }));
    for (let round = 0; round < (quick ? 1 : ROUNDS); round++) {
      for (const each of readings) {
        each.airside.push(readOnce('airside', each.file));
        each.bare.push(readOnce('bare', each.file));
      }
    }
    print(
      table([
        ['', 'MB', 'operations', 'CPU ms', 'elapsed ms', 'bare parser CPU ms', '÷ bare', `under ${GOAL_MS} ms`],
        ...readings.map(({ version, format, bytes, airside, bare }) => {
          const [cpu, elapsed, parser] = [
            median(airside.map(({ cpuMs }) => cpuMs)),
            median(airside.map(({ elapsedMs }) => elapsedMs)),
            median(bare.map(({ cpuMs }) => cpuMs)),
          ];
          const ms = [cpu, elapsed, parser].map((value) => value.toFixed(0));
          const met = elapsed < GOAL_MS ? 'yes' : 'no';
          const operations = String(airside[0]?.found ?? 0);
          return [`${version} ${format}`, (bytes / MEGABYTE).toFixed(1), operations, ...ms, (cpu / parser).toFixed(1), met];
        }),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function written(folder: string, { version, format }: (typeof FORMATS)[number], resources: number) {
  const file = join(folder, `${version}.${format}`);
  const definition = largeDefinition(resources, version);
  writeFileSync(file, format === 'json' ? JSON.stringify(definition) : dump(definition, { noRefs: true }));
  return { file, bytes: statSync(file).size };
}

function readOnce(reader: 'airside' | 'bare', file: string): Reading {
  const args = ['--conditions=development', join(import.meta.dirname, 'read-once.ts'), reader, file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: READ_TIMEOUT_MS });
  if (status !== 0) throw new Error(`${reader} could not read ${file}:\n${stderr}`);
  return JSON.parse(stdout) as Reading;
}
