import type { DeclaredOperation } from '@airside/control';
import type { ConfigurationBundle } from '@airside/gateway';
import { buildDefinition } from '@airside/openapi';

/** The operations that the definitions of a configuration have, by API; made once for each API that is asked about. */
export function declaredOperations({
  definitions,
}: Pick<ConfigurationBundle, 'definitions'>): (api: string) => readonly DeclaredOperation[] | undefined {
  const known = new Map<string, readonly DeclaredOperation[]>();
  return (api) => {
    const loaded = Object.hasOwn(definitions, api) ? definitions[api] : undefined;
    if (loaded === undefined) return undefined;
    const operations =
      known.get(api) ??
      buildDefinition(loaded.document).operations.map(({ method, template, security }) => ({
        method,
        template,
        scopes: (security ?? []).flatMap(({ schemes }) => schemes.flatMap(({ scopes }) => scopes)),
      }));
    known.set(api, operations);
    return operations;
  };
}
