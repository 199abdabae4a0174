import type { Detection, Subject } from '@airside/domain';

import type { ExportedIncident } from '../../record.ts';
import { detectionMessage, incidentId, incidentMessage, ipOf, subjectId, subjectsOf } from '../common.ts';
import { type Field, field } from '../table.ts';
import { baseFields } from './base.ts';

const CREATE = { id: 1, name: 'Create' };
const UPDATE = { id: 2, name: 'Update' };
const CLOSE = { id: 3, name: 'Close' };
const NEW = 1;
const CLOSED = 5;
/** Of the analytics of the schema: behavioural. */
const BEHAVIORAL = 2;
const NOBODY = 'information security';

/** A detection as Detection Finding (2004). */
export const detectionFields: readonly Field<Detection>[] = [
  ...baseFields<Detection>({
    category: 2,
    class: 2004,
    activity: () => CREATE,
    severity: ({ severity }) => severity,
    uid: ({ id }) => id,
    timeMs: ({ time }) => Date.parse(time),
    message: detectionMessage,
  }),
  field('status_id', 'Always 1: new', () => NEW),
  field('count', 'Requests that count towards it', ({ count }) => count),
  field('start_time', 'Time of the first of them', ({ first }) => Date.parse(first)),
  field('end_time', 'Time of the last of them', ({ last }) => Date.parse(last)),
  field('confidence_score', 'From 0 to 100', ({ confidence }) => Math.round(confidence * 100)),
  field('risk_score', 'Risk of the caller, from 0 to 100', ({ risk }) => Math.round(risk)),
  field('is_alert', 'Always true', () => true),
  field('finding_info.uid', 'Id of the detection', ({ id }) => id),
  field('finding_info.title', 'All of it in one line', detectionMessage),
  field('finding_info.analytic.uid', 'Id of the indicator', ({ indicator }) => indicator),
  field('finding_info.analytic.name', 'Id of the indicator', ({ indicator }) => indicator),
  field('finding_info.analytic.type_id', 'Always 2: behavioural', () => BEHAVIORAL),
  field('finding_info.created_time', 'When it was noticed', ({ time }) => Date.parse(time)),
  field('finding_info.first_seen_time', 'Time of the first request', ({ first }) => Date.parse(first)),
  field('finding_info.last_seen_time', 'Time of the last request', ({ last }) => Date.parse(last)),
  field('evidences', 'Who it is about, at which operation, and what was learned and seen', evidencesOf),
  field('resources', 'The API', ({ api }) => (api === null ? undefined : [{ uid: api, name: api, type: 'API' }])),
  field('unmapped.exchanges', 'Ids of requests to look at', ({ exchanges }) => exchanges),
  field('unmapped.succeeded', 'The API answered at least one of them with success', ({ succeeded }) => succeeded),
];

function evidencesOf(detection: Detection): readonly object[] {
  const subjects = subjectsOf(detection);
  const { api, operation, evidence } = detection;
  return [
    {
      ...whoIs(subjects),
      ...(operation !== null && { api: { operation, ...(api !== null && { service: { name: api } }) } }),
      data: { subjects, evidence },
    },
  ];
}

function whoIs(subjects: readonly Subject[]): object {
  const address = subjectId(subjects, 'address');
  const user = subjectId(subjects, 'user');
  return {
    ...(address !== undefined && { src_endpoint: ipOf(address) === undefined ? { uid: address } : { ip: address } }),
    ...(user !== undefined && { actor: { user: { name: user } } }),
  };
}

const INCIDENT_ACTIVITIES = { opened: CREATE, changed: UPDATE, closed: CLOSE } as const;

/** An incident as Incident Finding (2005). */
export const incidentFields: readonly Field<ExportedIncident>[] = [
  ...baseFields<ExportedIncident>({
    category: 2,
    class: 2005,
    activity: ({ change }) => INCIDENT_ACTIVITIES[change],
    severity: ({ incident }) => incident.severity,
    uid: incidentId,
    timeMs: ({ time }) => Date.parse(time),
    message: incidentMessage,
  }),
  field('status_id', '1: open; 5: closed', ({ incident }) => (incident.state === 'open' ? NEW : CLOSED)),
  field('count', 'Requests that count towards it', ({ incident }) => incident.requests),
  field('start_time', 'Time of the first of them', ({ incident }) => Date.parse(incident.first)),
  field('end_time', 'Time of the last of them', ({ incident }) => Date.parse(incident.last)),
  field('desc', 'Its title', ({ incident }) => incident.title),
  field('comment', 'What a person noted', ({ incident }) => incident.note),
  field('assignee_group.name', `Always \`${NOBODY}\``, () => NOBODY),
  field('finding_info_list', 'The incident, and how many detections each indicator has in it', ({ incident }) => [
    { uid: incident.id, title: incident.title, created_time: Date.parse(incident.opened), modified_time: Date.parse(incident.last) },
    ...incident.indicators.map(({ id, detections }) => ({
      uid: `${incident.id}/${id}`,
      title: id,
      analytic: { uid: id, name: id, type_id: BEHAVIORAL },
      related_events_count: detections,
    })),
  ]),
  field('unmapped.risk', 'From 0 to 100', ({ incident }) => Math.round(incident.risk)),
  field('unmapped.apis', 'The APIs', ({ incident }) => incident.apis),
  field('unmapped.operations', 'The operations', ({ incident }) => incident.operations),
  field('unmapped.subjects', 'Who takes part, most detections first', ({ incident }) => incident.subjects),
  field('unmapped.subject_count', 'How many take part', ({ incident }) => incident.subjectCount),
  field('unmapped.succeeded', 'The API answered at least one request with success', ({ incident }) => incident.succeeded),
  field('unmapped.feedback', 'What a person said of it: `true`, `false` or `expected`', ({ incident }) => incident.feedback),
];
