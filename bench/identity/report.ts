import { type Machine, machineLine } from '../harness/machine.ts';
import { table } from '../harness/table.ts';
import type { Argon2Result } from './argon2.ts';

/** The cost of one kind of call. */
export interface CaseResult {
  readonly id: string;
  readonly title: string;
  /** Microseconds of processor time for a call, the median of the rounds. */
  readonly us: number;
  /** Largest less smallest round, as a part of the median. */
  readonly spread: number;
  readonly goal?: {
    readonly text: string;
    /** What the goal is about: microseconds, or the median of the rounds' ratios to another case. */
    readonly measured: number;
    readonly most: number;
    readonly met: boolean;
  };
  readonly samples: readonly number[];
}

/** A whole run: all that is needed to judge it and to do it again. `--json` prints it as it is. */
export interface IdentityReport {
  readonly benchmark: 'identity';
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly machine: Machine;
  /** Which core it ran on. */
  readonly pinning: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, number>>;
  readonly command: string;
  readonly cases: readonly CaseResult[];
  readonly argon2: Argon2Result;
  readonly notes: readonly string[];
  readonly warnings: readonly string[];
}

/** The report for people. */
export function renderIdentityReport(report: IdentityReport): string {
  const pairs = (entries: Readonly<Record<string, string | number>>): string[] =>
    Object.entries(entries).map(([name, value]) => `  ${name}: ${value}`);
  return [
    `Benchmark identity, ${report.startedAt}`,
    `  machine: ${machineLine(report.machine)}`,
    `  cores: ${report.pinning}`,
    ...pairs(report.versions),
    ...pairs(report.options),
    `  command: ${report.command}`,
    '',
    caseTable(report.cases),
    '',
    ...argon2Lines(report.argon2),
    '',
    ...report.notes.map((note) => `  - ${note}`),
    ...report.warnings.map((warning) => `  - Warning: ${warning}`),
  ].join('\n');
}

function caseTable(cases: readonly CaseResult[]): string {
  return table([
    ['', 'µs/call', 'spread', 'goal', 'measured', ''],
    ...cases.map(({ title, us, spread, goal }) => [
      title,
      us.toFixed(2),
      `${(spread * 100).toFixed(0)} %`,
      goal?.text ?? '',
      goal?.measured.toFixed(2) ?? '',
      goal === undefined ? '' : goal.met ? 'met' : 'missed',
    ]),
  ]);
}

function argon2Lines({ oneMs, flood, mostAtOnce, loopDelayMs }: Argon2Result): string[] {
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  const { idleP99, idleMax, floodP99, floodMax } = loopDelayMs;
  return [
    `  argon2id, one verification alone: ${ms(oneMs)}`,
    `  ${flood.requests} wrong passwords at once: ${flood.checked} checked, ${flood.turnedAway} turned away, ${ms(flood.durationMs)}; at most ${mostAtOnce} at work at the same time`,
    `  event loop late by: idle p99 ${ms(idleP99)}, max ${ms(idleMax)}; under the flood p99 ${ms(floodP99)}, max ${ms(floodMax)}`,
  ];
}
