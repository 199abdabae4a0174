import type { AuditRecord } from '../../../directory/store.ts';
import type { ExportedSanction } from '../../record.ts';
import { auditMessage, sanctionMessage, sanctionTime } from '../common.ts';
import { type Field, field } from '../table.ts';
import { baseFields } from './base.ts';

const ISOLATE = { id: 1, name: 'Isolate' };
const RESTORE = { id: 3, name: 'Restore' };
const SUCCESS = 1;

/** A sanction as Remediation Activity (7001): a caller is shut out (isolate), or let in again (restore). */
export const sanctionFields: readonly Field<ExportedSanction>[] = [
  ...baseFields<ExportedSanction>({
    category: 7,
    class: 7001,
    activity: ({ change }) => (change === 'imposed' ? ISOLATE : RESTORE),
    severity: () => 'medium',
    uid: ({ sanction, change }) => `${sanction.id}/${change}`,
    timeMs: (value) => Date.parse(sanctionTime(value)),
    message: sanctionMessage,
  }),
  field('status_id', 'Always 1: done', () => SUCCESS),
  field('command_uid', 'Id of the sanction', ({ sanction }) => sanction.id),
  field('remediation.desc', 'What is done, and why', ({ sanction }) => `${sanction.action}: ${sanction.reason}`),
  field('start_time', 'When it began', ({ sanction }) => Date.parse(sanction.created)),
  field('end_time', 'When it ends, or ended', ({ sanction }) => Date.parse(sanction.undone?.time ?? sanction.expires)),
  field('unmapped.action', '`throttle`, `stepUp` or `block`', ({ sanction }) => sanction.action),
  field('unmapped.match', 'Who it hits: all of it has to fit', ({ sanction }) => sanction.match),
  field('unmapped.api', 'At this API only', ({ sanction }) => sanction.api),
  field('unmapped.requests_per_minute', 'How many requests may still pass', ({ sanction }) => sanction.requestsPerMinute),
  field('unmapped.dry_run', 'It is only counted what it would have hit', ({ sanction }) => sanction.dryRun),
  field('unmapped.by', 'Who ordered it', ({ sanction }) => sanction.by),
  field('unmapped.undone_by', 'Who undid it', ({ sanction }) => sanction.undone?.by),
  field('unmapped.incident', 'Id of the incident', ({ sanction }) => sanction.incident),
];

const ENTITY_ACTIVITIES = {
  create: { id: 1, name: 'Create' },
  update: { id: 3, name: 'Update' },
  delete: { id: 4, name: 'Delete' },
} as const;

/** A change of the directory as Entity Management (3004). */
export const auditFields: readonly Field<AuditRecord>[] = [
  ...baseFields<AuditRecord>({
    category: 3,
    class: 3004,
    activity: ({ before, after }) => ENTITY_ACTIVITIES[before === null ? 'create' : after === null ? 'delete' : 'update'],
    severity: () => 'info',
    uid: ({ sequence }) => `audit/${sequence}`,
    timeMs: ({ timeMs }) => timeMs,
    message: auditMessage,
  }),
  field('status_id', 'Always 1: done', () => SUCCESS),
  field('actor.user.name', 'Who changed it', ({ actor }) => actor),
  field('entity.uid', 'Id of the record', ({ id }) => id),
  field('entity.name', 'Id of the record', ({ id }) => id),
  field('entity.type', '`consumer`, `application`, `plan`, `group`, `key` or `client`', ({ kind }) => kind),
  field('entity.data', 'The record as it was before', ({ before }) => before),
  field('entity_result.uid', 'Id of the record, unless it is gone', ({ id, after }) => (after === null ? undefined : id)),
  field('entity_result.data', 'The record as it is now', ({ after }) => after),
  field('unmapped.action', 'Such as `key.rotate`', ({ action }) => action),
];
