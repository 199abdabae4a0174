import type { AlertRule, Sanction, Subject } from '@airside/domain';

import type { Alert } from './alert.ts';
import { labelText } from './alert.ts';
import { formatValue } from './evaluate/format.ts';

/** What an alert asks the ladder of responses to do. The ladder decides: allow lists and caps hold. */
export interface ActionRequest extends Pick<Sanction, 'action' | 'match' | 'api' | 'requestsPerMinute' | 'dryRun' | 'by' | 'reason'> {
  readonly durationMs: number;
}

const LONGEST_REASON = 500;

/** The request of an alert that has begun to fire; undefined where its rule asks for none, or nobody is named. */
export function actionRequest(rule: AlertRule, alert: Alert): ActionRequest | undefined {
  const { action } = rule;
  if (action === undefined) return undefined;
  const match = subjectsOf(alert);
  if (match.length === 0) return undefined;
  return {
    action: action.action,
    match: match as ActionRequest['match'],
    api: alert.labels.api ?? null,
    requestsPerMinute: action.requestsPerMinute ?? null,
    dryRun: action.dryRun,
    durationMs: action.during,
    by: `alert:${rule.id}`,
    reason:
      `alert ${alert.id}: ${labelText(alert.labels)}, ${formatValue(alert.value, alert.unit)} (threshold ${formatValue(alert.threshold, alert.unit)})`.slice(
        0,
        LONGEST_REASON,
      ),
  };
}

function subjectsOf({ labels }: Alert): Subject[] {
  const subjects: Subject[] = [];
  const { consumer, network } = labels;
  if (consumer !== undefined && !isNobody(consumer)) subjects.push({ kind: 'user', id: consumer });
  if (network !== undefined && !isNobody(network)) subjects.push({ kind: 'network', id: network });
  return subjects;
}

/** All that have no name, and all that had no place of their own, are no caller. */
function isNobody(value: string): boolean {
  return value === '-' || value === '_other';
}
