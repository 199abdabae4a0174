import { createApiKeyAuthenticator } from '@airside/identity';

import { assertAccepted } from '../accepted.ts';
import { API_KEY, benchDirectory } from '../directory.ts';
import { requestWith } from '../request.ts';
import type { BenchCase } from './case.ts';

export const apiKey: BenchCase = {
  id: 'api-key',
  title: 'API key',
  goal: { us: 3 },
  async prepare() {
    const authenticator = createApiKeyAuthenticator({ header: 'X-Api-Key', realm: 'bench', directory: benchDirectory(), api: 'orders' });
    const request = requestWith({ 'X-Api-Key': API_KEY });
    await assertAccepted(authenticator, request);
    return { batch: 1000, call: () => authenticator.authenticate(request) };
  },
};
