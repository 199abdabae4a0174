import type { Expirable } from '@airside/control';
import type { DirectoryContents } from '@airside/domain';
import type { ConfigurationBundle } from '@airside/gateway';

import { certificateEnds } from '../../telemetry/sources/certificates.ts';

/** One that expired long ago is nobody's concern any more. */
const FORGOTTEN_AFTER_MS = 7 * 86_400_000;

/** The certificates of listeners and the API keys that end. Keys that are revoked, or replaced by another one, are meant to. */
export function expirablesOf(bundle: ConfigurationBundle, callers: readonly Pick<DirectoryContents, 'key'>[]): Expirable[] {
  const certificates = certificateEnds(bundle).map(
    ({ address, expiresAtMs }): Expirable => ({ kind: 'certificate', name: address, expiresAtMs, facts: [['listener', address]] }),
  );
  const keys = callers
    .flatMap(({ key }) => key)
    .flatMap(({ id, consumer, owner, expiresAtMs, revokedAtMs, replacedBy }): Expirable[] => {
      if (expiresAtMs === undefined || revokedAtMs !== undefined || replacedBy !== undefined) return [];
      const facts = [['consumer', consumer] as const, ...(owner === undefined ? [] : [['owner', owner] as const])];
      return [{ kind: 'key', name: id, expiresAtMs, facts }];
    });
  const least = Date.now() - FORGOTTEN_AFTER_MS;
  return [...certificates, ...keys.filter(({ expiresAtMs }) => expiresAtMs >= least)];
}
