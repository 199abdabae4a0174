import type { Configuration, FileRecords } from '@airside/domain';
import { certificateMatch } from '@airside/identity';

import { webhookScheme } from './webhook-scheme.ts';

/** The records of consumers that can stand in a configuration only. Marks that `checkCertificates` has reported are left out. */
export function fileRecords(consumers: readonly (readonly [string, Configuration['consumers'][string]])[]): FileRecords {
  return {
    certificate: consumers.flatMap(([consumer, { certificates }]) =>
      certificates.flatMap((choice) => {
        const match = matchOf(choice);
        return match === undefined ? [] : [{ source: 'file' as const, consumer, match, ...scoped(choice) }];
      }),
    ),
    signatureKey: consumers.flatMap(([consumer, { signatureKeys }]) =>
      signatureKeys.map(({ id, algorithm, publicKey, secret, scopes }) => ({
        id,
        source: 'file' as const,
        consumer,
        algorithm,
        key: publicKey ?? secret ?? '',
        ...scoped({ scopes }),
      })),
    ),
    webhook: consumers.flatMap(([consumer, { webhooks }]) =>
      webhooks.map((webhook) => ({
        id: webhook.id,
        source: 'file' as const,
        consumer,
        scheme: webhookScheme(webhook),
        secrets: webhook.secrets,
        ...scoped(webhook),
      })),
    ),
  };
}

function scoped({ scopes }: { readonly scopes?: readonly string[] | undefined }): { readonly scopes?: readonly string[] } {
  return scopes === undefined ? {} : { scopes };
}

function matchOf(choice: Configuration['consumers'][string]['certificates'][number]): string | undefined {
  try {
    return certificateMatch(choice);
  } catch {
    return undefined;
  }
}
