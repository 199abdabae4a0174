import { createBasicAuthenticator, createDirectory, hashPassword } from '@airside/identity';

import { assertAccepted } from '../accepted.ts';
import { requestWith } from '../request.ts';
import type { BenchCase } from './case.ts';

export const basic: BenchCase = {
  id: 'basic-remembered',
  title: 'user name and password that matched lately',
  async prepare() {
    const directory = createDirectory({
      consumer: [{ id: 'acme', source: 'file', scopes: [], roles: [], groups: [], suspended: false }],
      login: [{ source: 'file', username: 'anna', consumer: 'acme', passwordHash: await hashPassword('a password of the bench') }],
    });
    const authenticator = createBasicAuthenticator({ realm: 'bench', directory });
    const request = requestWith({ Authorization: `Basic ${Buffer.from('anna:a password of the bench').toString('base64')}` });
    await assertAccepted(authenticator, request);
    return { batch: 1000, call: () => authenticator.authenticate(request) };
  },
};
