import { type ClientTrust, type ClientTrustFiles, createClientTrust } from '@airside/identity';

import type { ConfigurationBundle } from './bundle.ts';
import type { SnapshotProblem } from './checks.ts';

/** Whose client certificates are believed. */
export interface ClientTrusts {
  /** By position in `gateway.listen`; undefined where no certificate is asked for. */
  readonly listeners: readonly (ClientTrust | undefined)[];
  /** Of certificates that trusted proxies name; undefined where they are not believed. */
  readonly forwarded: ClientTrust | undefined;
}

/** Reads authorities and revocation lists; what cannot be used is reported, and trusts nobody. */
export function compileClientTrusts(bundle: ConfigurationBundle, report: (problem: SnapshotProblem) => void): ClientTrusts {
  const open = (files: ClientTrustFiles | undefined, path: readonly PropertyKey[]): ClientTrust | undefined => {
    if (files === undefined) return undefined;
    try {
      const trust = createClientTrust(files);
      for (const message of trust.warnings) report({ severity: 'warning', path, message });
      return trust;
    } catch (error) {
      report({ severity: 'error', path, message: (error as Error).message });
      return undefined;
    }
  };
  return {
    listeners: bundle.tls.map((tls, index) => open(tls?.clients, ['gateway', 'listen', index, 'tls', 'clients'])),
    forwarded: open(bundle.forwardedCertificate, ['gateway', 'forwardedCertificate']),
  };
}
