import { behaviorStatus } from '@airside/control';

import { ask } from '../admin/ask.ts';
import type { OutputOptions } from '../admin/records.ts';
import { byDay, byHour } from '../behavior/rhythm.ts';
import { columns, printable } from '../terminal.ts';

/** Prints what the behaviour layer does, and how far each operation is learned. */
export async function printBehaviorStatus(options: OutputOptions): Promise<void> {
  const status = await ask(options, { method: 'GET', path: '/v1/behavior/status' }, behaviorStatus);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(status)}\n`);
    return;
  }
  const { state, trainingUntil, observed, dropped, openIncidents, activeSanctions, dryRunSanctions, training } = status;
  const rows = [
    ['state', trainingUntil === null ? state : `${state} until ${trainingUntil}`],
    ['observed', `${observed} exchanges since the start${dropped === 0 ? '' : `, ${dropped} dropped`}`],
    ['incidents', `${openIncidents} open`],
    ['sanctions', `${activeSanctions} in effect, ${dryRunSanctions} in dry-run`],
  ];
  const table = training.map((each) => [
    printable(each.api),
    printable(each.operation),
    String(Math.round(each.observations)),
    `${Math.round(each.confidence * 100)} %`,
    each.state,
    new Date(each.sinceMs).toISOString(),
    byHour(each.week),
    byDay(each.week),
  ]);
  const learned =
    table.length === 0
      ? ''
      : `\n\n${columns([['api', 'operation', 'observations', 'confidence', 'state', 'since', 'from 0 to 24 h UTC', 'Mo to Su'], ...table])}`;
  process.stdout.write(`${columns(rows)}${learned}\n`);
}
