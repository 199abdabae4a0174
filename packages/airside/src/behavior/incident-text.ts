import { type Incident, subjectKey } from '@airside/domain';

import { columns, paint, printable } from '../terminal.ts';

const SHOWN = 10;

/** An incident for people. */
export function incidentText(incident: Incident): string {
  const { id, title, severity, risk, state, feedback, note, first, last, opened, closed, requests, succeeded } = incident;
  const rows: (readonly string[])[] = [
    ['incident', id],
    ['severity', `${severity}, risk ${Math.round(risk)}`],
    ['state', [state, feedback, closed === null ? undefined : `since ${closed}`].filter(Boolean).join(', ')],
    ['time', `${first} to ${last}, opened ${opened}`],
    ['requests', `${requests}, ${succeeded ? 'at least one with success' : 'none with success'}`],
    ['indicators', shortened(incident.indicators.map((each) => `${each.id} (${each.detections})`))],
    ['APIs', shortened(incident.apis)],
    ['operations', shortened(incident.operations)],
    ['callers', `${incident.subjectCount}: ${shortened(incident.subjects.map(subjectKey))}`],
    ...(note === null ? [] : [['note', note]]),
  ];
  return `${paint('bold', printable(title))}\n${columns(rows.map((row) => ['', ...row.map(printable)]))}`;
}

function shortened(names: readonly string[]): string {
  if (names.length === 0) return '-';
  return `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ` and ${names.length - SHOWN} more` : ''}`;
}
