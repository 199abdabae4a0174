import type { Pinning } from './cores.ts';
import { type Machine, machineLine } from './machine.ts';
import type { Result } from './result.ts';
import { table } from './table.ts';

export interface ScenarioReport {
  readonly id: string;
  readonly title: string;
  readonly results: readonly Result[];
}

/** A whole run: all that is needed to judge it and to do it again. `--json` prints it as it is. */
export interface Report {
  readonly benchmark: string;
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly machine: Machine;
  readonly pinning: Pinning;
  readonly versions: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, number | boolean>>;
  /** What was run, by name, as it can be typed. Files that are named were temporary; `files` holds them. */
  readonly commands: Readonly<Record<string, string>>;
  /** Contents of the configuration files and scripts by name. */
  readonly files: Readonly<Record<string, string>>;
  readonly scenarios: readonly ScenarioReport[];
  /** Contenders that were left out, and why. */
  readonly skipped: Readonly<Record<string, string>>;
  /** How the numbers have to be read. */
  readonly notes: readonly string[];
  /** What makes this run's numbers doubtful. */
  readonly warnings: readonly string[];
}

/** The report for people. `paint` makes headings bold where the terminal can. */
export function renderReport(report: Report, paint: (text: string) => string = (text) => text): string {
  const pairs = (title: string, entries: Readonly<Record<string, string | number | boolean>>): string[] =>
    Object.keys(entries).length === 0 ? [] : [paint(title), ...Object.entries(entries).map(([name, value]) => `  ${name}: ${value}`), ''];
  const list = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [paint(title), ...lines.map((line) => `  - ${line}`), ''];
  const lines = [
    paint(`Benchmark ${report.benchmark}, ${report.startedAt}`),
    `  machine: ${machineLine(report.machine)}`,
    `  cores: ${report.pinning.text}`,
    '',
    ...pairs('Versions', report.versions),
    ...pairs('Options', report.options),
    ...pairs('Commands', report.commands),
    ...report.scenarios.flatMap((scenario) => [paint(`${scenario.id}: ${scenario.title}`), resultTable(scenario.results), '']),
    ...pairs('Left out', report.skipped),
    ...list('How to read this', report.notes),
    ...list('Warnings', report.warnings),
  ];
  return lines.join('\n').trimEnd();
}

function resultTable(results: readonly Result[]): string {
  const references = [...new Set(results.flatMap(({ ratios }) => Object.keys(ratios)))];
  return table([
    ['', 'requests/s', 'spread', 'p50 ms', 'p99 ms', 'CPU µs/request', 'errors', ...references.map((name) => `÷ ${name}`)],
    ...results.map((result) => [
      result.contender,
      result.requestsPerSecond.toFixed(0),
      `${(result.spread * 100).toFixed(0)} %`,
      result.p50Ms.toFixed(2),
      result.p99Ms.toFixed(2),
      result.processorUsPerRequest?.toFixed(1) ?? '–',
      String(result.errors),
      ...references.map((name) => result.ratios[name]?.toFixed(2) ?? '–'),
    ]),
  ]);
}
