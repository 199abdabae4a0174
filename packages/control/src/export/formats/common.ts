import { isIP } from 'node:net';

import type { Detection, Exchange, Incident, Severity, Subject } from '@airside/domain';

import type { AuditRecord } from '../../directory/store.ts';
import type { ExportedIncident, ExportedSanction } from '../record.ts';

/** What all formats say in words. */

export function exchangeMessage({ method, path, status, problem }: Exchange): string {
  return `${method} ${path} answered ${status}${problem === null ? '' : `: refused, ${problem}`}`;
}

export function detectionMessage({ indicator, subject, evidence }: Detection): string {
  const [first] = evidence;
  const why = first === undefined ? '' : `: ${first.variable} usually ${first.learned}, now ${first.seen}`;
  return `${indicator} by ${subject.kind} ${subject.id}${why}`;
}

export function incidentMessage({ incident, change }: ExportedIncident): string {
  return `incident ${change}: ${incident.title}`;
}

export function sanctionMessage({ sanction, change }: ExportedSanction): string {
  const whom = sanction.match.map(({ kind, id }) => `${kind} ${id}`).join(', ');
  return `${sanction.action} ${change}${sanction.dryRun ? ' (dry-run)' : ''}: ${whom}`;
}

export function auditMessage({ actor, action, id }: AuditRecord): string {
  return `${actor}: ${action} ${id}`;
}

/** An address, where it is one: a hash in its place is none. */
export function ipOf(text: string): string | undefined {
  return isIP(text) === 0 ? undefined : text;
}

/** The one of these subjects that is of a kind. */
export function subjectId(subjects: readonly Subject[], kind: Subject['kind']): string | undefined {
  return subjects.find((subject) => subject.kind === kind)?.id;
}

/** The number of an autonomous system. */
export function systemNumber(network: string | undefined): number | undefined {
  const digits = network === undefined ? undefined : /^AS(\d{1,10})$/.exec(network)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** From 1, good to know, to 5, act now. */
export const SEVERITY_NUMBERS = { info: 1, low: 2, medium: 3, high: 4, critical: 5 } as const satisfies Record<Severity, number>;

/** The checkpoint that refused a request. */
export function refusal({ verdicts }: Exchange): Exchange['verdicts'][number] | undefined {
  return verdicts.findLast(({ outcome }) => outcome === 'refuse');
}

export function subjectsOf(detection: Detection): readonly Subject[] {
  return [detection.subject, ...detection.alsoKnownAs];
}

export function sanctionTime({ sanction }: ExportedSanction): string {
  return sanction.undone?.time ?? sanction.created;
}

export function incidentId({ incident, time }: { readonly incident: Incident; readonly time: string }): string {
  return `${incident.id}/${Date.parse(time)}`;
}
