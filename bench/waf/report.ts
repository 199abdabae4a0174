import { type Machine, machineLine } from '../harness/machine.ts';
import { table } from '../harness/table.ts';
import type { Comparison } from './compare.ts';
import type { Growth } from './growth.ts';
import { megabytes } from './memory.ts';
import type { SharingResult } from './sharing.ts';

/** A whole run: all that is needed to judge it and to do it again. `--json` prints it as it is. */
export interface WafReport {
  readonly benchmark: 'waf';
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly machine: Machine;
  /** Which core the engines ran on. */
  readonly pinning: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, number>>;
  readonly commands: Readonly<Record<string, string>>;
  /** The configuration that both engines loaded. */
  readonly rules: string;
  /** What loading the rules took of Airside. */
  readonly load: { readonly loadMs: number; readonly loadBytes: number };
  readonly comparisons: readonly Comparison[];
  /** `--memory`: bytes of heap after each tenth of the inspections. */
  readonly heapBytes: readonly number[];
  /** `--memory`: what many APIs with the same rules take. */
  readonly sharing: readonly SharingResult[];
  /** `--growth`: what twice as much of hostile requests costs. */
  readonly growth: readonly Growth[];
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The report for people. */
export function renderWafReport(report: WafReport): string {
  const { load } = report;
  const pairs = (entries: Readonly<Record<string, string | number>>): string[] =>
    Object.entries(entries).map(([name, value]) => `  ${name}: ${value}`);
  return [
    `Benchmark waf, ${report.startedAt}`,
    `  machine: ${machineLine(report.machine)}`,
    `  cores: ${report.pinning}`,
    ...pairs(report.versions),
    ...pairs(report.options),
    ...pairs(report.commands),
    `  airside loads the rules in ${load.loadMs.toFixed(0)} ms and ${megabytes(load.loadBytes)}`,
    '',
    ...(report.comparisons.length === 0 ? [] : [comparisonTable(report.comparisons), '']),
    ...(report.heapBytes.length === 0 ? [] : [`  heap: ${report.heapBytes.map(megabytes).join(', ')}`, '']),
    ...report.sharing.map(
      ({ title, ruleSets, bytes }) => `  ${title}: ${ruleSets} compiled rule ${ruleSets === 1 ? 'set' : 'sets'}, ${megabytes(bytes)}`,
    ),
    ...(report.sharing.length === 0 ? [] : ['']),
    ...(report.growth.length === 0 ? [] : [growthTable(report.growth), '']),
    ...report.notes.map((note) => `  - ${note}`),
    ...report.warnings.map((warning) => `  - Warning: ${warning}`),
  ].join('\n');
}

function comparisonTable(comparisons: readonly Comparison[]): string {
  return table([
    ['', 'airside µs', 'spread', 'libmodsecurity µs', 'spread', 'times as fast', 'rules'],
    ...comparisons.map(({ title, airsideUs, airsideSpread, peerUs, peerSpread, ratio, matched }) => [
      title,
      airsideUs.toFixed(1),
      `${(100 * airsideSpread).toFixed(0)} %`,
      peerUs.toFixed(1),
      `${(100 * peerSpread).toFixed(0)} %`,
      ratio.toFixed(1),
      String(matched.length),
    ]),
  ]);
}

function growthTable(growth: readonly Growth[]): string {
  return table([
    ['', 'bytes', 'µs', 'µs for twice as many', 'times'],
    ...growth.map(({ title, bytes, onceUs, twiceUs, ratio }) => [
      title,
      String(bytes),
      onceUs.toFixed(0),
      twiceUs.toFixed(0),
      ratio.toFixed(2),
    ]),
  ]);
}
