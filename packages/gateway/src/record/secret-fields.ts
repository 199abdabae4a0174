import type { ApiConfiguration } from '@airside/domain';

/** The fields in which the callers of an API send their keys, in lower case: secret whatever they are called. */
export function secretFieldsOf({ policies }: ApiConfiguration): string[] {
  const { apiKeyHeader } = (policies['authentication'] ?? {}) as { readonly apiKeyHeader?: string };
  return apiKeyHeader === undefined ? [] : [apiKeyHeader.toLowerCase()];
}
