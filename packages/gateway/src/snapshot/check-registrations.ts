import { AUTHORIZATION_SERVER, type Configuration, faultInRegistration } from '@airside/domain';

import type { SnapshotProblem } from './checks.ts';
import { registrationOf } from './configured-directory.ts';

/** Clients of the authorization server within have a registration that makes sense; clients of others have none. */
export function checkRegistrations({ consumers }: Configuration, report: (problem: SnapshotProblem) => void): void {
  for (const [id, { clients }] of Object.entries(consumers)) {
    for (const [index, { issuer, registration }] of clients.entries()) {
      const fault = faultIn(issuer === AUTHORIZATION_SERVER, registration);
      if (fault !== undefined) report({ severity: 'error', path: ['consumers', id, 'clients', index, 'registration'], ...fault });
    }
  }
}

type Registration = Configuration['consumers'][string]['clients'][number]['registration'];

function faultIn(own: boolean, registration: Registration): { readonly message: string; readonly expected?: string } | undefined {
  if (registration === undefined) {
    return own ? { message: 'a client of the authorization server within is not registered', expected: 'registration' } : undefined;
  }
  if (!own) return { message: `only clients of the issuer "${AUTHORIZATION_SERVER}" are registered here`, expected: 'no registration' };
  const fault = faultInRegistration(registrationOf(registration));
  return fault === undefined ? undefined : { message: `the client cannot be registered: ${fault}` };
}
