import type { AlertRule } from '@airside/domain';

import type { Alert } from './alert.ts';
import { isSilencedBy, type Silence } from './silence.ts';

/** Why nobody is told of an alert. */
export type QuietReason = { readonly kind: 'silenced'; readonly by: Silence } | { readonly kind: 'muted'; readonly by: Alert };

/** Says of each alert whether somebody silenced it, or another one mutes it. */
export function quietness(
  alerts: Iterable<Alert>,
  silences: Iterable<Silence>,
  rules: ReadonlyMap<string, AlertRule>,
  nowMs: number,
): (alert: Alert) => QuietReason | undefined {
  const active = [...silences].filter(({ startsMs, endsMs }) => startsMs <= nowMs && nowMs < endsMs);
  const muters = mutersOf(alerts, rules);
  return (alert) => {
    const rule = rules.get(alert.rule);
    const silence = active.find((each) => isSilencedBy(each, alert, rule?.labels ?? {}, nowMs));
    if (silence !== undefined) return { kind: 'silenced', by: silence };
    for (const id of rule?.mutedBy ?? []) {
      const ofRule = muters.get(id);
      const muter = ofRule?.get(alert.labels.api ?? '') ?? ofRule?.get('');
      if (muter !== undefined && muter.id !== alert.id) return { kind: 'muted', by: muter };
    }
    return undefined;
  };
}

/** Firing alerts of rules that mute others, by rule and API; those of no API mute all. */
function mutersOf(alerts: Iterable<Alert>, rules: ReadonlyMap<string, AlertRule>): Map<string, Map<string, Alert>> {
  const muting = new Set([...rules.values()].flatMap(({ mutedBy }) => mutedBy));
  const found = new Map<string, Map<string, Alert>>();
  for (const alert of alerts) {
    if (alert.phase !== 'firing' || !muting.has(alert.rule)) continue;
    const ofRule = found.get(alert.rule) ?? new Map<string, Alert>();
    found.set(alert.rule, ofRule);
    ofRule.set(alert.labels.api ?? '', alert);
  }
  return found;
}
