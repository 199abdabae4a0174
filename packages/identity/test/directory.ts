import type { ApiKeyRecord, ClientRecord, Consumer, DirectoryContents, LoginRecord } from '@airside/domain';

import type { MutableDirectory } from '../src/directory/directory.ts';
import { createDirectory } from '../src/directory/memory.ts';

export const ACME: Consumer = { id: 'acme', source: 'store', scopes: ['read'], roles: [], groups: [], suspended: false };

const APP: ClientRecord = { issuer: 'idp', clientId: 'app', source: 'store', consumer: 'acme' };

/** A directory with the consumer `acme`, its client `app` at the issuer `idp`, and what is given. */
export function directoryWith(contents: Partial<DirectoryContents> = {}): MutableDirectory {
  return createDirectory({ consumer: [ACME], client: [APP], ...contents });
}

export function keyRecord(sha256: string, changes: Partial<ApiKeyRecord> = {}): ApiKeyRecord {
  return { id: 'k1', source: 'store', consumer: 'acme', sha256, ...changes };
}

export function loginRecord(passwordHash: string, changes: Partial<LoginRecord> = {}): LoginRecord {
  return { source: 'store', username: 'anna', consumer: 'acme', passwordHash, ...changes };
}
