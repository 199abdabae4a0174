import type { z } from 'zod';

import type { Alert } from '../../alerts/alert.ts';
import type { AlertDetails, Alerting } from '../../alerts/alerting.ts';
import { titleOf } from '../../alerts/message.ts';
import type { QuietReason } from '../../alerts/quiet.ts';
import type { alertDetailsView, alertView, ruleView } from '../schemas/alert-views.ts';

/** Rules by what is asked of them for a view: their title, text and labels. */
type RuleText = AlertDetails['rule'];

export function viewOfAlert(alert: Alert, rule: RuleText, quiet: QuietReason | undefined): z.input<typeof alertView> {
  const { clearSinceMs: _, labels, ...rest } = alert;
  return {
    ...rest,
    labels: definedLabels(labels),
    title: titleOf(rule ?? { id: alert.rule, title: undefined, labels: {} }, alert),
    quiet: quiet === undefined ? null : quietText(quiet),
  };
}

export function viewOfDetails({ alert, rule, quiet, group, history }: AlertDetails): z.input<typeof alertDetailsView> {
  return {
    ...viewOfAlert(alert, rule, quiet),
    text: rule?.text ?? null,
    told: group?.told ?? [],
    storms: group?.storms ?? [],
    dueMs: group === undefined || group.openedMs !== null ? null : group.dueMs,
    history: [...history],
  };
}

export function viewOfRule({ rule, state, pending, firing }: ReturnType<Alerting['rules']>[number]): z.input<typeof ruleView> {
  const { nearest, ...looked } = state;
  return {
    id: rule.id,
    kind: rule.condition.kind,
    builtIn: rule.builtIn,
    enabled: rule.enabled,
    severity: rule.severity,
    state: !rule.enabled
      ? 'off'
      : firing > 0
        ? 'firing'
        : pending > 0
          ? 'pending'
          : state.lookedMs === null || state.note !== null || state.error !== null
            ? 'unknown'
            : 'ok',
    pending,
    firing,
    channels: rule.channels,
    ...looked,
    nearest:
      nearest === null
        ? null
        : { labels: definedLabels(nearest.labels), value: nearest.value, threshold: nearest.threshold, unit: nearest.unit },
  };
}

function quietText(quiet: QuietReason): string {
  return quiet.kind === 'silenced'
    ? `silenced by ${quiet.by.by} until ${new Date(quiet.by.endsMs).toISOString()} (${quiet.by.id})`
    : `muted by ${quiet.by.rule} (${quiet.by.id})`;
}

function definedLabels(labels: Alert['labels']): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
