import { createCertificateAuthenticator } from '@airside/identity';

import { type CreateAuthenticator, REALM } from './kind.ts';

export const certificate: CreateAuthenticator = (_options, { services, once }) =>
  once('certificate', () => createCertificateAuthenticator({ realm: REALM, directory: services.directory }));
