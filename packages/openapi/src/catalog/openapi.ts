import { buildDefinition } from '../definition/build.ts';
import { items, type JsonValue, member, stringMember } from '../json.ts';
import type { ReadDefinition } from '../read/read-definition.ts';
import type { Catalog, CatalogOperation } from './catalog.ts';

/** `written` is the document as it was before it was upgraded. */
export function catalogOpenApi(written: JsonValue, { document, locate }: ReadDefinition): Catalog | undefined {
  if (document === undefined) return undefined;
  const { title, version, operations } = buildDefinition(document);
  const places = locate(operations.map(({ pointer }) => pointer));
  return {
    kind: 'openapi',
    specification: stringMember(written, 'openapi') ?? '2.0',
    title,
    version,
    servers: items(member(document, 'servers')).flatMap((server) => stringMember(server, 'url') ?? []),
    operations: operations.flatMap(({ id, method, template, security, deprecated, sunset }, index): CatalogOperation[] => {
      const place = places[index];
      if (place === undefined) return [];
      const deprecation = sunset === undefined ? {} : { deprecation: `ends at ${sunset}` };
      return [{ id, method, path: template, security, deprecated, ...deprecation, place }];
    }),
  };
}
