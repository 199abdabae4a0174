import { type Incident, type Notification, subjectKey } from '@airside/domain';

const SHOWN = 5;

/** What people are told of an incident. */
export function notificationOf(
  incident: Incident,
  state: Notification['state'],
  { nowMs, owners, more }: { readonly nowMs: number; readonly owners: readonly string[]; readonly more?: string },
): Notification {
  const { id, title, severity, risk, indicators, subjects, subjectCount, apis, operations, requests, succeeded, first, last } = incident;
  const text = [
    `${subjectCount} ${subjectCount === 1 ? 'caller' : 'callers'}, ${requests} requests from ${first} to ${last}.`,
    succeeded ? 'The API answered at least one of them with success.' : 'None of them was answered with success.',
    ...(more === undefined ? [] : [more]),
  ];
  const facts: [string, string][] = [
    ['Risk', String(Math.round(risk))],
    ['Indicators', shortened(indicators.map(({ id: name, detections }) => `${name} (${detections})`))],
    ['Callers', shortened(subjects.map(subjectKey))],
    ['Operations', shortened(operations)],
  ];
  return {
    id: `${id}-${state}-${nowMs.toString(36)}`.slice(-64),
    key: `incident:${id}`,
    about: 'incident',
    state,
    time: new Date(nowMs).toISOString(),
    severity,
    title,
    text: text.join('\n').slice(0, 4000),
    facts: facts.filter(([, value]) => value !== '').map(([name, value]): [string, string] => [name, value.slice(0, 500)]),
    apis: [...apis],
    owners: [...owners].slice(0, 50),
    commands: [`airside incidents explain ${id}`, `airside incidents close ${id} --as expected`],
  };
}

function shortened(names: readonly string[]): string {
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return `${names.slice(0, SHOWN).join(', ')}${more}`;
}
