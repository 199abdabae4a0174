import { resolve } from 'node:path';
import { createSecureContext } from 'node:tls';

import { type Configuration, isNetwork, type Problem, unknownName } from '@airside/domain';
import { checkPasswordHash } from '@airside/identity';

import { secureContextOptions } from '../listen/secure-context.ts';
import type { ConfigurationBundle } from './bundle.ts';
import { configuredKeyHash } from './configured-directory.ts';

/** Something wrong with a configuration as a whole, by the path of the value to blame. */
export type SnapshotProblem = Pick<Problem, 'severity' | 'message'> &
  Partial<Pick<Problem, 'expected' | 'found' | 'hint'>> & { readonly path: readonly PropertyKey[] };

export type Report = (problem: SnapshotProblem) => void;

export function checkGateway({ gateway }: Configuration, bundle: ConfigurationBundle, report: Report): void {
  for (const [index, network] of gateway.trustedProxies.entries()) {
    if (isNetwork(network)) continue;
    report({
      severity: 'error',
      path: ['gateway', 'trustedProxies', index],
      message: 'not an address or network',
      expected: 'an address or a network such as 10.0.0.0/8',
      found: JSON.stringify(network),
    });
  }
  for (const [index, pem] of bundle.tls.entries()) {
    if (pem === null) continue;
    try {
      createSecureContext(secureContextOptions({ cert: pem.cert, key: pem.key }));
    } catch (error) {
      report({
        severity: 'error',
        path: ['gateway', 'listen', index, 'tls'],
        message: `certificate and key cannot be used (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
        expected: 'PEM files of a certificate chain and of its private key',
      });
    }
  }
  if (gateway.workers > 1) {
    report({
      severity: 'warning',
      path: ['gateway', 'workers'],
      message: `each of ${gateway.workers} workers counts rate limits for itself`,
      hint: `a caller may reach ${gateway.workers} times the configured rate; one worker counts exactly`,
    });
  }
}

export function checkRoutes({ apis }: Configuration, report: Report): void {
  const taken = new Map<string, string>();
  for (const [id, { host = '', path, owner, contact, definition }] of Object.entries(apis)) {
    const place = `${host}${path}`;
    const other = taken.get(place);
    if (other === undefined) taken.set(place, id);
    else {
      report({
        severity: 'error',
        path: ['apis', id, 'path'],
        message: `"${id}" is published in the same place as "${other}"`,
        expected: 'host and path of its own for each API',
        found: place,
      });
    }
    if (path === '/.airside' || path.startsWith('/.airside/')) {
      report({ severity: 'error', path: ['apis', id, 'path'], message: 'paths below /.airside are for Airside itself' });
    }
    const gaps = [owner === undefined && 'owner', contact === undefined && 'contact', definition === undefined && 'definition'].filter(
      Boolean,
    );
    if (gaps.length > 0) {
      report({ severity: 'warning', path: ['apis', id], message: `"${id}" has no ${gaps.join(', no ')}`, hint: gapHint(gaps) });
    }
  }
}

function gapHint(gaps: readonly unknown[]): string {
  return gaps.includes('definition')
    ? 'without a definition every method and path is passed on once the caller is known, and no request is checked against a contract'
    : 'say who answers for the API and where an incident is reported';
}

/** Nobody may be two callers: user names, keys and clients belong to one consumer each, and clients to issuers that exist. */
export function checkConsumers({ consumers, issuers }: Configuration, report: Report): void {
  const owners = new Map<string, string>();
  const claim = (what: string, consumer: string, path: readonly PropertyKey[], message: string): void => {
    const other = owners.get(what);
    if (other === undefined) owners.set(what, consumer);
    else
      report({ severity: 'error', path, message: `${message} belongs to consumer "${other}" already`, expected: 'each credential once' });
  };
  const known = Object.keys(issuers);
  for (const [id, { apiKeys, logins, clients }] of Object.entries(consumers)) {
    const path = ['consumers', id];
    for (const [index, key] of apiKeys.entries()) {
      claim(`key ${configuredKeyHash(key)}`, id, [...path, 'apiKeys', index], 'this API key');
    }
    for (const [index, { username, passwordHash }] of logins.entries()) {
      blame([...path, 'logins', index, 'passwordHash'], () => checkPasswordHash(passwordHash), report);
      claim(`login ${username.normalize('NFC')}`, id, [...path, 'logins', index, 'username'], `user name "${username}"`);
    }
    for (const [index, { issuer, clientId }] of clients.entries()) {
      claim(`client ${issuer} ${clientId}`, id, [...path, 'clients', index, 'clientId'], `client "${clientId}"`);
      if (known.includes(issuer)) continue;
      report({ severity: 'error', path: [...path, 'clients', index, 'issuer'], ...unknownName('issuer', issuer, known, '/issuers') });
    }
  }
}

/** What a check throws becomes a problem of the value at a path. */
export function blame(path: readonly PropertyKey[], check: () => void, report: Report): void {
  try {
    check();
  } catch (error) {
    report({ severity: 'error', path, message: (error as Error).message });
  }
}

/** A key set's location as it is opened: URLs as they are, files from the configuration's directory. */
export function keySetPlace(location: string, directory: string): string {
  return /^[a-z][a-z0-9+.-]*:/i.test(location) ? location : resolve(directory, location);
}
