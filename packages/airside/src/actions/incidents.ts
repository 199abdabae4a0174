import { incidentDetails, incidentSaid, incidentView } from '@airside/control';
import { type Feedback, type Severity, type Subject, subjectKey } from '@airside/domain';
import type { z } from 'zod';

import { ask, withQuery } from '../admin/ask.ts';
import { type OutputOptions, printPage } from '../admin/records.ts';
import { explainedDetection } from '../behavior/explained.ts';
import { incidentDetailsText } from '../behavior/incident-details-text.ts';
import { incidentText } from '../behavior/incident-text.ts';
import { note, paint, printable } from '../terminal.ts';

export interface IncidentListOptions extends OutputOptions {
  readonly all?: boolean;
  readonly api?: string;
  readonly severity?: Severity;
  readonly caller?: Subject;
  readonly since?: string;
  readonly limit: number;
}

export interface CloseOptions extends OutputOptions {
  readonly as?: Feedback;
  readonly note?: string;
}

/** Detections whose reasons are written out: what repeats says nothing new. */
const MOST_EXPLAINED = 5;

export async function listIncidents(options: IncidentListOptions): Promise<void> {
  const { all, api, severity, caller, since, limit } = options;
  const state = all === true ? undefined : 'open';
  await printPage(options, {
    path: withQuery('/v1/incidents', { state, api, severity, subject: caller && subjectKey(caller), since, limit }),
    view: incidentView,
    header: ['incident', 'severity', 'risk', 'state', 'last', 'requests', 'callers', 'title'],
    row: (incident) => [
      incident.id,
      incident.severity,
      String(Math.round(incident.risk)),
      incident.feedback === null ? incident.state : `${incident.state}, ${incident.feedback}`,
      incident.last,
      String(incident.requests),
      String(incident.subjectCount),
      incident.title,
    ],
    empty: all === true ? 'no incident is kept' : 'no incident is open: `--all` lists closed ones',
  });
}

export async function showIncident(id: string, options: OutputOptions): Promise<void> {
  const details = await detailsOf(id, options);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(details)}\n`);
    return;
  }
  process.stdout.write(`${incidentDetailsText(details)}\n`);
}

/** Prints why, in words: one detection of each indicator. */
export async function explainIncident(id: string, options: OutputOptions): Promise<void> {
  const details = await detailsOf(id, options);
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(details)}\n`);
    return;
  }
  const { incident, detections } = details;
  const firsts = [...new Map(detections.map((detection) => [detection.indicator, detection])).values()].slice(0, MOST_EXPLAINED);
  const explained = firsts.map((detection) => explainedDetection(detection));
  process.stdout.write(`${[incidentText(incident), ...explained].join('\n\n')}\n`);
}

export async function closeIncident(id: string, options: CloseOptions): Promise<void> {
  const body = { feedback: options.as ?? null, note: options.note ?? null };
  said(await ask(options, { method: 'POST', path: `${pathOf(id)}/close`, body }, incidentSaid), options);
}

export async function reopenIncident(id: string, options: OutputOptions): Promise<void> {
  said(await ask(options, { method: 'POST', path: `${pathOf(id)}/reopen` }, incidentSaid), options);
}

function detailsOf(id: string, options: OutputOptions) {
  return ask(options, { method: 'GET', path: pathOf(id) }, incidentDetails);
}

function said({ record: incident, warning }: z.infer<typeof incidentSaid>, { json }: OutputOptions): void {
  const verdict = incident.feedback === null ? '' : ` as ${incident.feedback}`;
  process.stdout.write(
    json === true ? `${JSON.stringify(incident)}\n` : `incident ${paint('bold', incident.id)} is ${incident.state}${verdict}\n`,
  );
  if (warning !== null) note(printable(warning));
}

function pathOf(id: string): string {
  return `/v1/incidents/${encodeURIComponent(id)}`;
}
