import { type ExportConfiguration, SEVERITIES } from '@airside/domain';

import { apisOf, type ExportRecord, isRefused } from './record.ts';

/** Whether a record is for an export, as its configuration says. */
export function isSelected(
  { kinds, exchanges, severity, apis }: Pick<ExportConfiguration, 'kinds' | 'exchanges' | 'severity' | 'apis'>,
  record: ExportRecord,
): boolean {
  if (!kinds.includes(record.kind)) return false;
  if (record.kind === 'exchange' && exchanges === 'refused' && !isRefused(record.value)) return false;
  const severe = record.kind === 'detection' ? record.value : record.kind === 'incident' ? record.value.incident : undefined;
  if (severe !== undefined && SEVERITIES.indexOf(severe.severity) < SEVERITIES.indexOf(severity)) return false;
  const about = apisOf(record);
  return apis === undefined || about === undefined || apis.some((api) => about.includes(api));
}
