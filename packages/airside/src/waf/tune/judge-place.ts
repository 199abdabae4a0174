import { counted } from '../../terminal.ts';
import type { Evidence } from './evidence.ts';
import type { Place } from './places.ts';

/** How much has to speak for a false alarm. */
export interface Bounds {
  readonly minCallers: number;
  readonly minRequests: number;
  readonly minSpanMs: number;
}

/** Of the requests that were let through, so many have to have succeeded. */
const SUCCESS_SHARE = 0.8;
/** One caller alone is enough where it is known, comes again for days and always succeeds: many an API has one client. */
const SINGLE = { requests: 20, days: 2, successShare: 0.95 };

/** Why no exclusion is proposed for a place; undefined where one is: what happens there looks like false alarms. */
export function objection({ part, operation, evidence }: Place, bounds: Bounds, labelled: boolean): string | undefined {
  if (evidence.suspicious > 0) {
    return `also set off by ${counted(evidence.suspicious, 'suspicious request')}: ${[...evidence.reasons].join('; ')}`;
  }
  if (part.kind === 'never') return part.why;
  if (part.kind === 'rule' && operation === null) {
    return `no exclusion names ${part.variable}, and without a definition the rule would have to be left out on all operations`;
  }
  if (evidence.honest === 0) return 'only callers who could not be judged';
  return labelled || isSteadyCaller(evidence) ? undefined : doubt(evidence, bounds);
}

/** What is missing to believe in a false alarm. */
function doubt(evidence: Evidence, { minCallers, minRequests, minSpanMs }: Bounds): string | undefined {
  const { honest, callers, answered, succeeded, spanMs } = evidence;
  if (callers.size < minCallers) return `only ${counted(callers.size, 'caller')} (--min-callers ${minCallers})`;
  if (honest < minRequests) return `only ${counted(honest, 'request')} (--min-requests ${minRequests})`;
  if (spanMs < minSpanMs) return `all within ${Math.ceil(spanMs / 60_000)} minutes (--min-span)`;
  if (succeeded < SUCCESS_SHARE * answered) return `only ${succeeded} of ${answered} that were let through succeeded`;
  return undefined;
}

function isSteadyCaller({ authenticatedCallers, honest, answered, succeeded, days }: Evidence): boolean {
  return (
    authenticatedCallers.size > 0 &&
    honest >= SINGLE.requests &&
    days.size >= SINGLE.days &&
    answered > 0 &&
    succeeded >= SINGLE.successShare * answered
  );
}
