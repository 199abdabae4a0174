import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { findCoreRuleSet } from '@airside/seclang/testing';

import { versionLine } from '../harness/commands.ts';
import { planPinning } from '../harness/cores.ts';
import { type Lifetime, temporaryDirectory } from '../harness/lifetime.ts';
import { describeMachine, type Machine } from '../harness/machine.ts';
import { compareEngines } from './compare.ts';
import { MissingError, startAirside, startLibModSecurity } from './drivers.ts';
import { type Growth, MOST_GROWTH, measureGrowth } from './growth.ts';
import { watchHeap } from './memory.ts';
import type { WafOptions } from './options.ts';
import type { WafReport } from './report.ts';
import { ruleText } from './rules.ts';
import { measureSharing } from './sharing.ts';

const NOTES = [
  'Processor time of the engine alone, all its threads, in one process each: no server, no network. The engines take turns of 100 ms.',
  'Medians of all turns; the ratio is the median of the ratios of neighbouring turns, so it is not exactly that of the two medians.',
  'Both load the same text: Core Rule Set, paranoia level 1, blocking on, no response bodies, no audit log. Phases 1 to 5 run.',
  'Rules with noauditlog (980170, the summary of scores) are left out of the comparison: libmodsecurity does not report them.',
  'Requests are repeated as they are, so caches and just-in-time compilation are warm. Nothing here says how an engine takes hostile input.',
  'Airside remembers names, and values of header fields such as User-Agent, from request to request, and nothing of other values.',
];

const GROWTH_NOTES = [
  'Processor time of an inspection in the process of the benchmark. The two sizes take turns of 10 ms; the ratio is the median of those of neighbouring turns.',
  'Bytes are those that rules see; written in percent-encoding or with escapes, a body is up to three times as long.',
];

/** Load average, as a part of the cores, above which a run is doubtful. */
const BUSY = 0.5;

/** Processor time that each kind of request needs to be warm, roughly. */
const WARM_MS = 1000;

/** The whole benchmark. Throws a MissingError that says what has to be installed. */
export async function runWafBenchmark(lifetime: Lifetime, options: WafOptions, tell: (line: string) => void): Promise<WafReport> {
  const folder = findCoreRuleSet()?.folder;
  if (folder === undefined) {
    throw new MissingError('no Core Rule Set was found: name its folder in AIRSIDE_CRS, or apt-get install modsecurity-crs');
  }
  const startedAt = new Date().toISOString();
  const machine = describeMachine();
  const pinning = planPinning();
  const directory = temporaryDirectory(lifetime);
  const rules = ruleText(folder);
  const file = join(directory, 'main.conf');
  writeFileSync(file, rules);
  const isComparison = !options.memory && !options.growth;
  const peer = isComparison ? await startLibModSecurity(lifetime, file, directory, pinning.measured) : undefined;
  const airside = await startAirside(lifetime, file, pinning.measured);
  const { rounds, milliseconds, inspections } = options;
  const { signal } = lifetime;
  const comparisons = peer === undefined ? [] : await compareEngines({ airside, peer, rounds, milliseconds, signal, tell });
  const growth = options.growth ? measureGrowth({ rules: file, rounds, signal, tell }) : [];
  const heapBytes = options.memory ? await watchHeap(airside, inspections, tell) : [];
  return {
    benchmark: 'waf',
    startedAt,
    machine,
    pinning: pinning.measured === null ? 'not pinned' : `engines on core ${pinning.measured}, one at a time`,
    versions: versions(peer?.about),
    options: options.memory ? { inspections } : options.growth ? { rounds } : { rounds, milliseconds },
    commands: Object.fromEntries([airside, ...(peer === undefined ? [] : [peer])].map(({ name, command }) => [name, command])),
    rules,
    load: JSON.parse(airside.about) as WafReport['load'],
    comparisons,
    heapBytes,
    sharing: options.memory ? measureSharing(folder) : [],
    growth,
    notes: options.growth ? GROWTH_NOTES : NOTES,
    warnings: [...warnings(machine, options), ...growth.filter(({ ratio }) => ratio > MOST_GROWTH).map(growthWarning)],
  };
}

function growthWarning({ title, ratio }: Growth): string {
  return `twice as much of “${title}” cost ${ratio.toFixed(2)} times as much, and should cost ${MOST_GROWTH} times as much at most`;
}

function warnings({ loadAverage, usableCores }: Machine, { memory, growth, milliseconds }: WafOptions): string[] {
  const busy = loadAverage > BUSY * usableCores ? ['the machine was busy before the run; use one that does nothing else'] : [];
  const isShort = !memory && !growth && milliseconds < WARM_MS;
  return [...busy, ...(isShort ? [`measurements below ${WARM_MS} ms hold just-in-time compilation that is still under way`] : [])];
}

function versions(peer: string | undefined): Record<string, string> {
  const commit = versionLine('git', ['-C', import.meta.dirname, 'describe', '--always', '--dirty']);
  return { commit, node: process.version, ...(peer === undefined ? {} : { libmodsecurity: peer }) };
}
