import { AUTHORIZATION_SERVER } from '@airside/domain';
import { type Directory, standingOf } from '@airside/identity';
import type { Adapter } from 'oidc-provider';

import { clientMetadata } from './metadata.ts';

/**
 * The clients of the directory as oidc-provider reads them. Each is looked up for every request, so that what was revoked or suspended is
 * unknown at once. `onFault` is told of clients that cannot be used as they are.
 */
export function createClientAdapter(directory: Directory, onFault: (fault: string) => void): Adapter {
  return {
    ...READ_ONLY,
    async find(clientId) {
      const record = directory.client(AUTHORIZATION_SERVER, clientId);
      if (record === undefined || record.revokedAtMs !== undefined) return undefined;
      if ('fault' in standingOf(record, directory)) return undefined;
      const client = clientMetadata(record);
      if ('metadata' in client) return client.metadata;
      onFault(client.fault);
      return undefined;
    },
  };
}

const unchangeable = async (): Promise<never> => {
  throw new Error('clients are changed in the directory');
};
const READ_ONLY: Adapter = {
  upsert: unchangeable,
  find: unchangeable,
  findByUserCode: unchangeable,
  findByUid: unchangeable,
  consume: unchangeable,
  destroy: unchangeable,
  revokeByGrantId: unchangeable,
};
