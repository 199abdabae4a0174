import { type Incident, SEVERITIES } from '@airside/domain';

import type { EvaluatorOf } from './evaluation.ts';

const MOST_NAMED = 3;

/** The behaviour engine has an incident open. */
export const incidentEvaluator: EvaluatorOf<'incident'> =
  ({ scope }, { severity, succeededOnly }, sources) =>
  () => {
    const incidents = sources.incidents();
    if (incidents === undefined) return { observations: [], note: 'the behaviour engine has not said yet what is open', complete: false };
    return {
      observations: incidents
        .filter(
          (incident) => SEVERITIES.indexOf(incident.severity) >= SEVERITIES.indexOf(severity) && (!succeededOnly || incident.succeeded),
        )
        .filter(({ apis }) => scope.apis === undefined || apis.some((api) => scope.apis?.includes(api)))
        .map((incident) => ({
          labels: { incident: incident.id, api: incident.apis[0] ?? '-' },
          verdict: 'bad' as const,
          value: incident.risk,
          threshold: 0,
          unit: 'risk',
          severity: incident.severity,
          title: incident.title,
          apis: incident.apis,
          facts: factsOf(incident),
        })),
    };
  };

function factsOf(incident: Incident): (readonly [string, string])[] {
  const callers = incident.subjects.slice(0, MOST_NAMED).map(({ kind, id }) => `${kind} ${id}`);
  const more = incident.subjectCount - callers.length;
  return [
    [
      'what',
      incident.indicators
        .map(({ id }) => id)
        .join(', ')
        .slice(0, 500),
    ],
    ['who', `${callers.join(', ')}${more > 0 ? ` and ${more} more` : ''}`.slice(0, 500)],
    ['requests', `${incident.requests}, ${incident.succeeded ? 'some answered with success' : 'none answered with success'}`],
    ['since', incident.first],
  ];
}
