import type { ApiKeyRecord } from '@airside/domain';
import { expect, test } from 'vitest';

import { directoryWith } from '../../test/directory.ts';
import { headers } from '../../test/tokens.ts';
import { createApiKeyAuthenticator } from './authenticate.ts';
import { hashApiKey } from './hash.ts';
import { faultInUse, type KeyUse } from './limits.ts';

const KEY = 'a-key-of-elsewhere-with-32-signs';
const USE: KeyUse = { api: 'orders', environment: 'production', clientAddress: '192.0.2.7', timeMs: 1000 };
const record: ApiKeyRecord = { id: 'k', source: 'file', consumer: 'acme', sha256: hashApiKey(KEY) };

const CASES: readonly (readonly [Partial<ApiKeyRecord>, RegExp | undefined])[] = [
  [{}, undefined],
  [{ apis: ['orders', 'cards'] }, undefined],
  [{ environments: ['production'] }, undefined],
  [{ addresses: ['192.0.2.0/24'] }, undefined],
  [{ expiresAtMs: 1001 }, undefined],
  [{ apis: ['cards'] }, /not for the API orders/],
  [{ apis: [] }, /not for the API orders/],
  [{ environments: ['staging'] }, /not for the environment production/],
  [{ addresses: ['192.0.2.8', '2001:db8::/32'] }, /not accepted from 192\.0\.2\.7/],
  [{ addresses: [] }, /not accepted/],
  [{ expiresAtMs: 1000 }, /expired at 1970-01-01T00:00:01/],
  [{ revokedAtMs: 1 }, /was revoked/],
];

test.each(CASES)('a key with %j: what is said of a call beforehand is what becomes of it', async (limits, reason) => {
  const limited = { ...record, ...limits };
  const fault = faultInUse(limited, USE);
  if (reason === undefined) expect(fault).toBeUndefined();
  else expect(fault).toMatch(reason);

  const { api, environment, clientAddress, timeMs } = USE;
  const authenticator = createApiKeyAuthenticator({
    header: 'X-Api-Key',
    realm: 'r',
    directory: directoryWith({ key: [limited] }),
    api,
    environment,
    now: () => timeMs,
  });
  const answer = await authenticator.authenticate(headers({ 'x-api-key': KEY }, { clientAddress }));
  expect(answer).toMatchObject(fault === undefined ? { outcome: 'accepted' } : { outcome: 'refused', reason: fault });
});
