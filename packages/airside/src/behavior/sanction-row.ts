import type { ListedSanction } from '@airside/control';
import { subjectKey } from '@airside/domain';

export const SANCTION_HEADER = ['id', 'action', 'caller', 'api', 'until', 'hits', 'by', 'reason'] as const;

export function sanctionRow({
  id,
  action,
  dryRun,
  match,
  api,
  expires,
  undone,
  hits,
  stored,
  by,
  reason,
  requestsPerMinute,
}: ListedSanction): readonly string[] {
  const what = requestsPerMinute === null ? action : `${action} to ${requestsPerMinute}/1m`;
  const until = undone === null ? expires : `undone ${undone.time} by ${undone.by}`;
  const kept = stored ? until : `${until} (not stored)`;
  return [id, dryRun ? `would ${what}` : what, match.map(subjectKey).join(' + '), api ?? 'all', kept, String(hits), by, reason];
}
