import { type JsonValue, member, members, stringMember } from '../json.ts';
import type { ReadBounds } from '../read/bounds.ts';
import type { Library, Source } from '../read/library.ts';
import { locate } from '../read/locate.ts';
import { asyncOperations2 } from './asyncapi-2.ts';
import { asyncOperations3 } from './asyncapi-3.ts';
import type { Catalog } from './catalog.ts';
import { Resolver } from './resolver.ts';

/** Channels and operations of AsyncAPI 2 and 3, with the references that lead to them followed. Findings go to the library. */
export async function catalogAsyncApi({ file, value }: Source, bounds: ReadBounds, library: Library): Promise<Catalog | undefined> {
  const specification = stringMember(value, 'asyncapi') ?? '';
  const major = /^([23])\.\d{1,3}\.\d{1,3}(-[\w.]+)?$/.exec(specification)?.[1];
  const refuse = (token: string, message: string, expected: string): undefined => {
    library.findings.push({ severity: 'error', file, tokens: [token], message, expected });
  };
  if (major === undefined) return refuse('asyncapi', 'this version of AsyncAPI is not read', '`asyncapi: 2.x.y` or `3.x.y`');
  const resolver = new Resolver(library);
  const root = { file, tokens: [], value };
  const operations = await (major === '2' ? asyncOperations2(root, resolver) : asyncOperations3(root, resolver));
  if (operations.length > bounds.operations) return refuse('channels', 'too many operations', `at most ${bounds.operations}`);
  const servers: string[] = [];
  for (const [name] of members(member(value, 'servers'))) servers.push(urlOf((await resolver.at(root, 'servers', name))?.value) ?? name);
  const places = locate(
    operations.map(({ place }) => place),
    library,
  );
  const info = member(value, 'info');
  return {
    kind: 'asyncapi',
    specification,
    title: stringMember(info, 'title') ?? '',
    version: stringMember(info, 'version') ?? '',
    servers,
    operations: operations.flatMap((operation, index) => {
      const place = places[index];
      return place === undefined ? [] : [{ ...operation, place }];
    }),
  };
}

/** In 2.x a server has a `url`, in 3.x host and path apart. Undefined where it has neither. */
function urlOf(server: JsonValue | undefined): string | undefined {
  const protocol = stringMember(server, 'protocol');
  const host = stringMember(server, 'host');
  if (host !== undefined) return `${protocol ?? 'unknown'}://${host}${stringMember(server, 'pathname') ?? ''}`;
  const url = stringMember(server, 'url');
  return url === undefined || protocol === undefined || url.includes('://') ? url : `${protocol}://${url}`;
}
