import { createApiKeyAuthenticator } from '@airside/identity';

import { type CreateAuthenticator, REALM } from './kind.ts';

export const apiKey: CreateAuthenticator = ({ apiKeyHeader }, { apiId, configuration, services, once }) =>
  once(`apiKey ${apiKeyHeader} ${apiId}`, () =>
    createApiKeyAuthenticator({
      header: apiKeyHeader,
      realm: REALM,
      directory: services.directory,
      api: apiId,
      environment: configuration.gateway.environment,
    }),
  );
