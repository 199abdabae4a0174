import { type Configuration, unknownName } from '@airside/domain';

import type { SnapshotProblem } from './checks.ts';

type Report = (problem: SnapshotProblem) => void;
type Path = readonly PropertyKey[];

/** What consumers, their applications and credentials name has to be there, and each id stands for one thing. */
export function checkDirectory(configuration: Configuration, report: Report): void {
  const expectOneOf = (kind: string, home: string, known: readonly string[]) => {
    const names = new Set(known);
    return (name: string | undefined, path: Path): void => {
      if (name !== undefined && !names.has(name)) report({ severity: 'error', path, ...unknownName(kind, name, known, home) });
    };
  };
  const plan = expectOneOf('plan', '/plans', Object.keys(configuration.plans));
  const group = expectOneOf('group', '/groups', Object.keys(configuration.groups));
  const api = expectOneOf('API', '/apis', Object.keys(configuration.apis));
  const claimKey = claims('API key', report);
  const claimApplication = claims('application', report);

  for (const [id, consumer] of Object.entries(configuration.consumers)) {
    const path = ['consumers', id];
    plan(consumer.plan, [...path, 'plan']);
    for (const [index, name] of consumer.groups.entries()) group(name, [...path, 'groups', index]);
    for (const [name, application] of Object.entries(consumer.applications)) {
      claimApplication(name, id, [...path, 'applications', name]);
      plan(application.plan, [...path, 'applications', name, 'plan']);
    }
    const application = expectOneOf('application', `/consumers/${id}/applications`, Object.keys(consumer.applications));
    for (const [index, key] of consumer.apiKeys.entries()) {
      const place = [...path, 'apiKeys', index];
      claimKey(key.id, id, [...place, 'id']);
      plan(key.plan, [...place, 'plan']);
      application(key.application, [...place, 'application']);
      for (const [position, name] of (key.apis ?? []).entries()) api(name, [...place, 'apis', position]);
    }
    for (const [index, client] of consumer.clients.entries()) application(client.application, [...path, 'clients', index, 'application']);
  }
}

/** Records and commands know these by their ids alone, whosever they are. */
function claims(kind: string, report: Report): (id: string, consumer: string, path: Path) => void {
  const owners = new Map<string, string>();
  return (id, consumer, path) => {
    const other = owners.get(id);
    if (other === undefined) owners.set(id, consumer);
    else
      report({
        severity: 'error',
        path,
        message: `${kind} "${id}" is one of consumer "${other}" already`,
        expected: `each id of an ${kind} once in the whole configuration`,
      });
  };
}
