import { type CallerTimeline, MOST_SHOWN } from '@airside/control';

/** What is kept of a caller, one line each, oldest first: time, what it is, what happened. */
export function timelineRows({ exchanges, detections, events, sanctions }: CallerTimeline): readonly (readonly string[])[] {
  const rows = [
    ...exchanges.map(({ time, method, path, template, status, api, problem, client }) => [
      time,
      'request',
      `${method} ${template ?? path}`,
      `${status}${problem === null ? '' : ` ${problem}`} at ${api ?? 'no API'} from ${client.address}`,
    ]),
    ...detections.map(({ time, indicator, severity, id, evidence: [why] }) => [
      time,
      'detection',
      `${indicator} (${severity})`,
      `${id}${why === undefined ? '' : `: ${why.variable}: seen ${why.seen}, usual is ${why.learned}`}`,
    ]),
    ...events.map(({ time, action, by, detail }) => [time, 'response', `${action} by ${by}`, detail]),
    ...sanctions
      .filter(({ undone }) => undone === null)
      .map(({ expires, action, id }) => [expires, 'end', `${action} ${id}`, 'ends by itself']),
  ];
  return rows.toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1));
}

/** How much is kept of a caller; of what there is more of than is given, that. */
export function timelineCounts({ exchanges, detections, incidents, sanctions }: CallerTimeline): string {
  const open = incidents.filter(({ state }) => state === 'open').length;
  return [
    exchanges.length < MOST_SHOWN ? `${exchanges.length} of its requests are kept` : `the last ${MOST_SHOWN} of its requests`,
    `${atLeast(detections)} detections`,
    `${atLeast(incidents)} incidents (${open} open)`,
    `${atLeast(sanctions)} sanctions`,
  ].join(', ');
}

function atLeast(things: readonly unknown[]): string {
  return things.length < MOST_SHOWN ? String(things.length) : `at least ${MOST_SHOWN}`;
}
