import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';

import { combinePatches, DRIFT_SEVERITIES, type DriftSeverity, type Observation, type PatchOperation } from '@airside/openapi';

import { driftReport } from '../drift/report.ts';
import type { ApiDrift } from '../drift/result.ts';
import { apiOfDefinition, apisOfConfiguration, type WatchedApi } from '../drift/watched-api.ts';
import { CommandError, EXIT } from '../exit.ts';
import { counted, note, progress, shortPath } from '../terminal.ts';
import { observations, type TrafficOptions } from '../traffic/observations.ts';

export interface DriftOptions extends TrafficOptions {
  readonly definition?: string;
  readonly basePath?: string;
  readonly failOn: DriftSeverity | 'never';
  readonly patch?: string;
  readonly explain?: boolean;
  readonly json?: boolean;
}

const PROGRESS_EVERY = 100_000;

/** Prints where recorded traffic and definitions drift apart; yields the exit code. */
export async function drift(files: readonly string[], options: DriftOptions): Promise<number> {
  const { definition, api, data, config } = options;
  const place = { ...(data !== undefined && { data }), ...(config !== undefined && { config }) };
  const only = definition === undefined ? undefined : await apiOfDefinition(definition, options.basePath);
  const apis = only === undefined ? await apisOfConfiguration(place, api) : new Map([['', only]]);
  const ofNobody = await observe(observations(files, options), apis, only);
  if (ofNobody > 0) note(`${counted(ofNobody, 'call')} of no API with a definition: left out`);
  const results = [...apis.values()].map(({ name, owner, detector }): ApiDrift => {
    return { api: name, owner, calls: detector.calls, findings: detector.findings() };
  });
  process.stdout.write(
    options.json === true ? `${JSON.stringify({ apis: results }, null, 2)}\n` : driftReport(results, options.explain === true),
  );
  if (options.patch !== undefined) writePatch(options.patch, results);
  const { failOn } = options;
  if (failOn === 'never') return EXIT.ok;
  if (results.every(({ calls }) => calls === 0)) {
    note('no call was read, so nothing was held against a definition');
    return EXIT.failed;
  }
  const isGrave = (severity: DriftSeverity): boolean => DRIFT_SEVERITIES.indexOf(severity) >= DRIFT_SEVERITIES.indexOf(failOn);
  return results.some(({ findings }) => findings.some(({ severity }) => isGrave(severity))) ? EXIT.failed : EXIT.ok;
}

/** Yields how many calls belong to no API that is watched. Calls whose record names no API belong to the only one, where there is only one. */
async function observe(
  calls: AsyncIterable<Observation>,
  apis: ReadonlyMap<string, WatchedApi>,
  only: WatchedApi | undefined,
): Promise<number> {
  const single = only ?? (apis.size === 1 ? [...apis.values()][0] : undefined);
  let count = 0;
  let ofNobody = 0;
  for await (const observation of calls) {
    count++;
    if (count % PROGRESS_EVERY === 0) progress(`${count} calls looked at`);
    const api = only ?? (observation.api === null ? single : apis.get(observation.api));
    if (api === undefined) ofNobody++;
    else api.detector.observe(observation);
  }
  return ofNobody;
}

function writePatch(file: string, results: readonly ApiDrift[]): void {
  const drifting = results.filter(({ findings }) => findings.some(({ patch }) => patch.length > 0));
  if (drifting.length > 1) {
    throw new CommandError('a patch is for one definition', { exitCode: EXIT.usage, hint: 'choose with --api or --definition' });
  }
  if (!mayBeReplaced(file)) {
    throw new CommandError(`${file} is there already, and is no patch`, { exitCode: EXIT.usage, hint: 'name another file, or remove it' });
  }
  const patch: readonly PatchOperation[] = combinePatches(drifting.flatMap(({ findings }) => findings.map(({ patch: own }) => own)));
  try {
    writeFileSync(file, `${JSON.stringify(patch, null, 2)}\n`);
  } catch (error) {
    throw new CommandError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`, { exitCode: EXIT.unavailable });
  }
  note(`${shortPath(file)}: ${counted(patch.length, 'change')}`);
}

/** A patch from before may be, and what is no file (`/dev/stdout`); not a definition or whatever else was named by mistake. */
function mayBeReplaced(file: string): boolean {
  if (!existsSync(file) || !statSync(file).isFile()) return true;
  try {
    const text = readFileSync(file, 'utf8');
    return text.trim() === '' || Array.isArray(JSON.parse(text));
  } catch {
    return false;
  }
}
