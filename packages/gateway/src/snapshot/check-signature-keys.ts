import type { Configuration } from '@airside/domain';
import { importVerificationKey } from '@airside/identity';

import type { SnapshotProblem } from './checks.ts';

/** A key id names one key of one consumer, and each key fits its algorithm. */
export function checkSignatureKeys({ consumers }: Configuration, report: (problem: SnapshotProblem) => void): void {
  const owners = new Map<string, string>();
  for (const [consumer, { signatureKeys }] of Object.entries(consumers)) {
    for (const [index, { id, algorithm, publicKey, secret }] of signatureKeys.entries()) {
      const path = ['consumers', consumer, 'signatureKeys', index];
      const owner = owners.get(id);
      owners.set(id, owner ?? consumer);
      if (owner !== undefined) {
        const message = `key id "${id}" belongs to consumer "${owner}" already`;
        report({ severity: 'error', path: [...path, 'id'], message, expected: 'each key id once' });
      }
      try {
        importVerificationKey(algorithm, publicKey ?? secret?.reveal() ?? '');
      } catch (error) {
        const place = publicKey === undefined ? 'secret' : 'publicKey';
        report({ severity: 'error', path: [...path, place], message: (error as Error).message });
      }
    }
  }
}
