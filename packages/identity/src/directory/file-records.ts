import type { FileRecords } from '@airside/domain';

import type { Directory } from './directory.ts';

/** Look-ups of the records that live in the configuration file alone, and so never change. The first of several alike counts. */
export function lookUpFileRecords(records: Partial<FileRecords>): Pick<Directory, 'certificate' | 'signatureKey' | 'webhooks'> {
  const certificates = firstBy(records.certificate ?? [], ({ match }) => match);
  const signatureKeys = firstBy(records.signatureKey ?? [], ({ id }) => id);
  const webhooks = records.webhook ?? [];
  return {
    certificate: (match) => certificates.get(match),
    signatureKey: (keyid) => signatureKeys.get(keyid),
    webhooks: () => webhooks,
  };
}

function firstBy<T>(records: readonly T[], keyOf: (record: T) => string): ReadonlyMap<string, T> {
  return new Map(records.map((record) => [keyOf(record), record] as const).reverse());
}
