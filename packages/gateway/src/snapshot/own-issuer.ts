import { AUTHORIZATION_SERVER, AUTHORIZATION_SERVER_PATH, type Configuration, type IssuerConfiguration } from '@airside/domain';

import type { RunningAuthorizationServer } from './bundle.ts';
import type { SnapshotProblem } from './checks.ts';

const CLOCK_TOLERANCE_MS = 5000;
/** While a configuration is only tried, nothing is read from here and no token is verified. */
const NOT_RUNNING: RunningAuthorizationServer = { issuer: 'https://airside.invalid', socket: '', keySet: '/dev/null' };

/**
 * The configuration with the authorization server within among its issuers, so that its tokens are accepted wherever any issuer's are.
 * What a token must name as its audience depends on the API.
 */
export function withOwnIssuer(configuration: Configuration, running: RunningAuthorizationServer = NOT_RUNNING): Configuration {
  if (configuration.authorizationServer === undefined) return configuration;
  const own: IssuerConfiguration = {
    issuer: running.issuer,
    jwks: running.keySet,
    audience: [],
    algorithms: ['ES256'],
    types: ['at+jwt'],
    senderConstraint: 'none',
    clockTolerance: CLOCK_TOLERANCE_MS,
    clientClaims: ['client_id'],
    scopeClaims: ['scope'],
  };
  return { ...configuration, issuers: { ...configuration.issuers, [AUTHORIZATION_SERVER]: own } };
}

/** What is wrong with the settings of the authorization server, given everything else. */
export function checkAuthorizationServer(configuration: Configuration, report: (problem: SnapshotProblem) => void): void {
  const { authorizationServer: settings, gateway, issuers } = configuration;
  if (settings === undefined) return;
  if (Object.hasOwn(issuers, AUTHORIZATION_SERVER)) {
    report({
      severity: 'error',
      path: ['issuers', AUTHORIZATION_SERVER],
      message: `the name "${AUTHORIZATION_SERVER}" is that of the authorization server within`,
      expected: 'another name, or no `authorizationServer`',
    });
  }
  const path = ['authorizationServer', ...(settings.issuer === undefined ? [] : ['issuer'])];
  const issuer = settings.issuer ?? defaultIssuer(gateway);
  if (issuer === undefined) {
    report({
      severity: 'error',
      path,
      message: 'the first listener accepts calls on every address of the machine, so that the issuer cannot be made of it',
      expected: `issuer, such as https://id.example.com${AUTHORIZATION_SERVER_PATH}`,
    });
    return;
  }
  const { protocol, pathname, hostname } = new URL(issuer);
  if (pathname !== AUTHORIZATION_SERVER_PATH) {
    report({
      severity: 'error',
      path,
      message: 'the issuer has another path',
      expected: `a URL that ends in ${AUTHORIZATION_SERVER_PATH}`,
      found: issuer,
    });
  }
  if (protocol === 'http:' && !isLoopback(hostname) && !settings.insecureIssuer) {
    report({
      severity: 'error',
      path,
      message: 'the issuer is reached over http on a host that is not loopback: passwords, codes and tokens could be read on the way',
      expected: 'an https URL, which may be that of a proxy before Airside',
      found: issuer,
      hint: 'where the network is trusted all the same, say so by `insecureIssuer: true`',
    });
  }
}

/** The issuer where none is set: the first listener's address; undefined where that names no host. */
export function defaultIssuer({ listen }: Configuration['gateway']): string | undefined {
  const [first] = listen;
  if (first === undefined || /^(0\.0\.0\.0|\[::\]):/.test(first.address)) return undefined;
  return `${first.tls === undefined ? 'http' : 'https'}://${first.address}${AUTHORIZATION_SERVER_PATH}`;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}
