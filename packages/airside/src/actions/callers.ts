import { callerTimeline, suspectedCaller } from '@airside/control';
import { type Subject, subjectKey } from '@airside/domain';

import { ask, withQuery } from '../admin/ask.ts';
import { type OutputOptions, printPage } from '../admin/records.ts';
import { timelineCounts, timelineRows } from '../behavior/timeline.ts';
import { columns, paint, printable } from '../terminal.ts';

export interface CallerListOptions extends OutputOptions {
  readonly limit: number;
}

export async function listCallers(options: CallerListOptions): Promise<void> {
  await printPage(options, {
    path: withQuery('/v1/callers', { limit: options.limit }),
    view: suspectedCaller,
    header: ['caller', 'risk', 'detections', 'last'],
    row: ({ subject, risk, detections, last }) => [subjectKey(subject), String(Math.round(risk)), String(detections), last],
    empty: 'nothing unusual is known of any caller',
  });
}

/** Prints what is kept of a caller, oldest first. */
export async function showCaller(subject: Subject, options: OutputOptions): Promise<void> {
  const path = `/v1/callers/${encodeURIComponent(subjectKey(subject))}`;
  const timeline = await ask(options, { method: 'GET', path }, callerTimeline);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(timeline)}\n`);
    return;
  }
  const rows = timelineRows(timeline).map((row) => row.map(printable));
  process.stdout.write(
    `${paint('bold', printable(subjectKey(subject)))}: ${timelineCounts(timeline)}\n${rows.length === 0 ? '' : `${columns(rows)}\n`}`,
  );
}
