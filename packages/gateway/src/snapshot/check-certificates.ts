import type { Configuration } from '@airside/domain';
import { certificateMatch } from '@airside/identity';

import type { SnapshotProblem } from './checks.ts';

/** A certificate must not be that of two consumers, and each mark must be one that a certificate can have. */
export function checkCertificates({ consumers, gateway }: Configuration, report: (problem: SnapshotProblem) => void): void {
  const owners = new Map<string, string>();
  const isAsked = gateway.forwardedCertificate !== undefined || gateway.listen.some(({ tls }) => tls?.clients !== undefined);
  for (const [id, { certificates }] of Object.entries(consumers)) {
    if (certificates.length > 0 && !isAsked) {
      const message = `consumer "${id}" has certificates, and no listener asks for one`;
      report({ severity: 'warning', path: ['consumers', id, 'certificates'], message, hint: 'set `tls.clients` of a listener' });
    }
    for (const [index, choice] of certificates.entries()) {
      const path = ['consumers', id, 'certificates', index];
      try {
        const match = certificateMatch(choice);
        const owner = owners.get(match);
        owners.set(match, owner ?? id);
        if (owner === undefined) continue;
        const message = `this certificate belongs to consumer "${owner}" already`;
        report({ severity: 'error', path, message, expected: 'each certificate once' });
      } catch (error) {
        report({ severity: 'error', path, message: (error as Error).message });
      }
    }
  }
}
