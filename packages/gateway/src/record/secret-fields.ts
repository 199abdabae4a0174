import type { ApiConfiguration } from '@airside/domain';
import { type Definition, keyNames } from '@airside/openapi';

/**
 * The fields in which the callers of an API send their keys, in lower case: secret whatever they are called. The configuration names one, the definition
 * those of schemes that the API itself looks at.
 */
export function secretFieldsOf({ policies }: ApiConfiguration, definition: Definition | undefined): string[] {
  const { apiKeyHeader } = (policies['authentication'] ?? {}) as { readonly apiKeyHeader?: string };
  const declared = definition === undefined ? [] : keyNames(definition.document, 'header');
  return [...(apiKeyHeader === undefined ? [] : [apiKeyHeader]), ...declared].map((name) => name.toLowerCase());
}
