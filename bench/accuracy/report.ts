import { type Machine, machineLine } from '../harness/machine.ts';
import { table } from '../harness/table.ts';
import type { Cost } from './cost.ts';
import type { Judgement } from './judge.ts';

export interface AccuracyReport {
  readonly benchmark: 'accuracy';
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly machine: Machine;
  /** Names of headers that no rule saw. */
  readonly hiddenHeaders: readonly string[];
  readonly contenders: readonly { readonly name: string; readonly setup: string }[];
  readonly judgements: readonly (Judgement & { readonly contender: string })[];
  readonly costs: readonly Cost[];
  /** Files and folders that were not there, so that the report lacks what they hold. */
  readonly missing: readonly string[];
}

/** The report for people. Rules are listed for each contender, those with the most false alarms first. */
export function renderReport({ startedAt, machine, hiddenHeaders, contenders, judgements, costs, missing }: AccuracyReport): string {
  return [
    `Benchmark accuracy, ${startedAt}`,
    `  machine: ${machineLine(machine)}`,
    `  headers that no rule saw: ${hiddenHeaders.length === 0 ? 'none' : hiddenHeaders.join(', ')}`,
    ...contenders.map(({ name, setup }) => `  ${name}: ${setup}`),
    ...missing.map((path) => `  ABSENT: ${path}`),
    '',
    'Refused',
    table([
      ['', 'attacks', 'found', 'found %', 'benign', 'false alarms', 'false alarms %'],
      ...judgements.map((one) => [
        `${one.corpus}, ${one.contender}`,
        String(one.attacks),
        String(one.found),
        percent(one.found, one.attacks),
        String(one.benign),
        String(one.falseAlarms),
        percent(one.falseAlarms, one.benign),
      ]),
    ]),
    '',
    'Found by category',
    table(
      judgements.flatMap((one) =>
        Object.entries(one.categories).map(([category, { attacks, found }]) => [
          `${one.corpus}, ${one.contender}, ${category}`,
          `${found} of ${attacks}`,
        ]),
      ),
    ),
    '',
    'Matches of each rule',
    table([
      ['', 'rule', 'attacks', 'benign'],
      ...judgements.flatMap((one) =>
        Object.entries(one.rules)
          .toSorted(([, a], [, b]) => b.benign - a.benign || b.attacks - a.attacks)
          .map(([id, { attacks, benign }]) => [`${one.corpus}, ${one.contender}`, id, String(attacks), String(benign)]),
      ),
    ]),
    '',
    'Processor time of one benign request, µs',
    table(costs.map(({ request, contender, processorUs }) => [`${request}, ${contender}`, processorUs.toFixed(0)])),
  ].join('\n');
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : ((100 * part) / whole).toFixed(2);
}
