import type { incidentDetails } from '@airside/control';
import { subjectKey } from '@airside/domain';
import type { z } from 'zod';

import { columns, counted, printable } from '../terminal.ts';
import { incidentText } from './incident-text.ts';
import { sanctionRow } from './sanction-row.ts';

/** An incident for people, with its detections, what is done about it and what was done before. All of it may hold what callers chose: nothing acts on a terminal. */
export function incidentDetailsText({ incident, detections, sanctions, events }: z.infer<typeof incidentDetails>): string {
  const parts: readonly (readonly [title: string, rows: readonly (readonly string[])[]])[] = [
    [
      `${counted(detections.length, 'detection')}:`,
      detections.map(({ id, time, indicator, severity, subject, operation, count }) => [
        ...[id, time, indicator, severity, subjectKey(subject), operation ?? '-', String(count)],
      ]),
    ],
    ['What is done:', sanctions.map(sanctionRow)],
    ['History:', events.map(({ time, by, action, detail }) => [time, by, action, detail])],
  ];
  const texts = parts
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => `${title}\n${columns(rows.map((row) => ['', ...row.map(printable)]))}`);
  return [incidentText(incident), ...texts].join('\n\n');
}
