import { createBasicAuthenticator } from '@airside/identity';

import { type CreateAuthenticator, REALM } from './kind.ts';

export const basic: CreateAuthenticator = (_options, { services, once }) =>
  once('basic', () => createBasicAuthenticator({ realm: REALM, directory: services.directory }));
