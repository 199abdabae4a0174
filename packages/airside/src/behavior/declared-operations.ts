import type { DeclaredOperation } from '@airside/control';
import type { ConfigurationBundle } from '@airside/gateway';
import { buildDefinition, type DefinitionDocument, type JsonValue, parsePointer, valueAt } from '@airside/openapi';

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
      buildDefinition(loaded.document).operations.map(({ method, template, security, pointer, pathItemPointer }) => ({
        method,
        template,
        scopes: (security ?? []).flatMap(({ schemes }) => schemes.flatMap(({ scopes }) => scopes)),
        schemaOf: (place, name) => schemaOf(loaded.document, [pointer, pathItemPointer], place, name),
      }));
    known.set(api, operations);
    return operations;
  };
}

/** The schema of a parameter of an operation, else of its path; `owners` are the pointers to these. */
function schemaOf(
  document: DefinitionDocument,
  owners: readonly string[],
  place: string,
  name: string,
): Readonly<Record<string, JsonValue>> | undefined {
  for (const owner of owners) {
    const parameters = valueAt(document, [...(parsePointer(owner) ?? []), 'parameters']);
    if (!Array.isArray(parameters)) continue;
    for (const each of parameters as readonly JsonValue[]) {
      const parameter = dereferenced(document, each);
      if (parameter?.['in'] === place && parameter['name'] === name) return dereferenced(document, parameter['schema']);
    }
  }
  return undefined;
}

const MOST_REFERENCES = 20;

function dereferenced(document: DefinitionDocument, value: JsonValue | undefined): Readonly<Record<string, JsonValue>> | undefined {
  let found = value;
  for (let references = 0; references < MOST_REFERENCES; references++) {
    if (typeof found !== 'object' || found === null || Array.isArray(found)) return undefined;
    const object = found as Readonly<Record<string, JsonValue>>;
    const reference = object['$ref'];
    if (typeof reference !== 'string') return object;
    found = valueAt(document, parsePointer(decodeURIComponent(reference.slice(1))) ?? []);
  }
  return undefined;
}
