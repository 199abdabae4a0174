import type { Detection, Exchange, ExportKind, Incident, Sanction, Severity } from '@airside/domain';

import type { AuditRecord } from '../directory/store.ts';

/** An incident, and what has become of it. */
export interface ExportedIncident {
  readonly incident: Incident;
  readonly change: 'opened' | 'changed' | 'closed';
  readonly time: string;
}

/** A sanction, and what has become of it. */
export interface ExportedSanction {
  readonly sanction: Sanction;
  readonly change: 'imposed' | 'undone';
}

/** What is exported, by kind. */
export interface ExportValues {
  readonly exchange: Exchange;
  readonly detection: Detection;
  readonly incident: ExportedIncident;
  readonly sanction: ExportedSanction;
  readonly audit: AuditRecord;
}

export type ExportRecord = { readonly [Kind in ExportKind]: { readonly kind: Kind; readonly value: ExportValues[Kind] } }[ExportKind];

/** The APIs that a record is about; undefined where it is about all of them. */
export function apisOf(record: ExportRecord): readonly string[] | undefined {
  switch (record.kind) {
    case 'exchange':
    case 'detection':
      return record.value.api === null ? [] : [record.value.api];
    case 'incident':
      return record.value.incident.apis;
    case 'sanction':
      return record.value.sanction.api === null ? undefined : [record.value.sanction.api];
    case 'audit':
      return [];
  }
}

/** True where the gateway answered itself instead of passing the request on. */
export function isRefused({ problem }: Exchange): boolean {
  return problem !== null;
}

/** By name and not by checkpoint: `behavior` judges at several. */
const ATTACK_POLICIES: ReadonlySet<string> = new Set(['firewall', 'behavior']);

/** How bad a request was: what the firewall or the behaviour engine refused is worse than what lacks a right or a credential. */
export function severityOfExchange(exchange: Exchange): Severity {
  if (!isRefused(exchange)) return 'info';
  return exchange.verdicts.some(({ outcome, policy }) => outcome === 'refuse' && ATTACK_POLICIES.has(policy)) ? 'medium' : 'low';
}

/** When it happened, in milliseconds since 1970. */
export function timeMsOf(record: ExportRecord): number {
  switch (record.kind) {
    case 'exchange':
    case 'detection':
    case 'incident':
      return Date.parse(record.value.time);
    case 'sanction':
      return Date.parse(record.value.sanction.undone?.time ?? record.value.sanction.created);
    case 'audit':
      return record.value.timeMs;
  }
}
