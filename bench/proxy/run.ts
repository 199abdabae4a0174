import { randomBytes } from 'node:crypto';

import { shellCommand } from '../harness/commands.ts';
import { planPinning } from '../harness/cores.ts';
import { type Lifetime, temporaryDirectory } from '../harness/lifetime.ts';
import { describeMachine } from '../harness/machine.ts';
import type { Report } from '../harness/report.ts';
import { runRounds } from '../harness/rounds.ts';
import type { BenchOptions } from '../harness/server-options.ts';
import { wrkCommand } from '../harness/wrk.ts';
import { airsideDegradations } from './airside.ts';
import { checkLoad } from './check-load.ts';
import { type Load, prepareLoads } from './loads.ts';
import { measureLoad } from './measure.ts';
import { proxyNotes, proxyWarnings } from './remarks.ts';
import { proxyTargets } from './scenarios.ts';
import type { ProxyServer } from './server.ts';
import { startServers } from './servers.ts';
import { scenarioReports } from './summary.ts';
import { proxyVersions } from './versions.ts';

const WARM_UP_SECONDS = 2;

/** The whole benchmark: starts everything, measures in turn, reports. What it starts ends with the lifetime; `tell` hears of progress. */
export async function runProxyBenchmark(lifetime: Lifetime, options: BenchOptions, tell: (line: string) => void): Promise<Report> {
  const { rounds, seconds, connections, accessLog } = options;
  const { signal } = lifetime;
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const warmUpSeconds = Math.min(WARM_UP_SECONDS, seconds);
  const pinning = planPinning();
  const directory = temporaryDirectory(lifetime);
  const apiKey = randomBytes(24).toString('base64url');

  tell(`cores: ${pinning.text}`);
  const { servers, skipped } = await startServers(lifetime, { directory, pinning, accessLog, apiKey });
  for (const [name, why] of Object.entries(skipped)) tell(`${name}: ${why}`);
  const targets = proxyTargets(
    servers.map(({ name }) => name),
    apiKey,
  );
  const loads = prepareLoads(targets, servers, { directory, core: pinning.load, seconds, connections });
  const commands = commandsOf(servers, loads);
  for (const [name, command] of Object.entries(commands)) tell(`${name}: ${command}`);

  for (const load of loads) await checkLoad(load);
  for (const load of loads) {
    tell(`warm-up: ${load.key}`);
    await measureLoad({ ...load, wrk: { ...load.wrk, seconds: warmUpSeconds } }, signal);
  }
  const samples = await runRounds({
    targets: loads,
    rounds,
    measure: (load) => measureLoad(load, signal),
    signal,
    onProgress: (load, round) => tell(`round ${round} of ${rounds}: ${load.key}`),
  });
  for (const load of loads) await checkLoad(load);

  const scenarios = scenarioReports(targets, samples);
  const degradations = await airsideDegradations(servers);
  return {
    benchmark: 'proxy',
    startedAt,
    machine,
    pinning,
    versions: proxyVersions(),
    options: { rounds, seconds, connections, warmUpSeconds, accessLog },
    commands,
    files: Object.fromEntries([
      ...servers.flatMap(({ files }) => Object.entries(files)),
      ...loads.map(({ wrk, scriptText }) => [wrk.script, scriptText]),
    ]),
    scenarios,
    skipped,
    notes: proxyNotes(accessLog),
    warnings: proxyWarnings({ scenarios, machine, pinning, degradations }),
  };
}

function commandsOf(servers: readonly ProxyServer[], loads: readonly Load[]): Record<string, string> {
  const entries: [string, string][] = [
    ...servers.map(({ name, command }): [string, string] => [name === 'direct' ? 'upstream' : name, command]),
    ...loads.map(({ key, wrk }): [string, string] => [`wrk ${key}`, shellCommand(wrkCommand(wrk))]),
  ];
  return Object.fromEntries(entries);
}
