import { randomBytes } from 'node:crypto';

import { type Detection, type Incident, type Sanction, type Subject, subjectKey } from '@airside/domain';

import type { Sanctioning } from './steps.ts';

const LONGEST_REASON = 500;
/** What a step lasts that does not say so; `airside check` refuses such a step. */
const DEFAULT_MS = 60 * 60_000;

/** The order to the gateways that a step makes of a detection. */
export function sanctionFor(
  detection: Detection,
  step: Sanctioning,
  match: readonly Subject[],
  { incident, nowMs }: { readonly incident: Incident | undefined; readonly nowMs: number },
): Sanction {
  return {
    id: newSanctionId(),
    action: step.do,
    match: match.map(({ kind, id }) => ({ kind: kind as Sanction['match'][number]['kind'], id })),
    api: step.where === 'api' ? detection.api : null,
    requestsPerMinute: step.do === 'throttle' ? (step.requestsPerMinute ?? 1) : null,
    dryRun: step.dryRun,
    created: new Date(nowMs).toISOString(),
    expires: new Date(nowMs + (step.for ?? DEFAULT_MS)).toISOString(),
    by: `response:${step.do}`,
    reason: reasonOf(detection),
    incident: incident?.id ?? null,
    undone: null,
  };
}

export function newSanctionId(): string {
  return `s-${randomBytes(9).toString('base64url')}`;
}

export function matchKey({ match }: Pick<Sanction, 'match'>): string {
  return JSON.stringify(match.map(subjectKey).toSorted());
}

/**
 * Quotes nothing of what was seen, not even where it looks harmless: it goes into the record of everything that the sanction hits, and with
 * that to whoever gets these. What was seen is told by the detection.
 */
function reasonOf({ indicator, operation, id, risk, evidence }: Detection): string {
  const [why] = evidence;
  const where = operation === null ? '' : ` at ${operation}`;
  const usual = why === undefined ? '' : `: ${why.variable}; learned: ${why.learned}`;
  return `${indicator}${where} (detection ${id}, risk ${Math.round(risk)})${usual}`.slice(0, LONGEST_REASON);
}
