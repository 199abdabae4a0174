import type { SecurityAlternative } from '../definition/definition.ts';
import { isArray, items, member, members, stringMember } from '../json.ts';
import type { AsyncOperation } from './async-operation.ts';
import type { Resolved, Resolver } from './resolver.ts';

/** In AsyncAPI 3 operations stand apart and refer to the channel that they use; the channel has an address, unless that is unknown. */
export async function asyncOperations3(root: Resolved, resolver: Resolver): Promise<readonly AsyncOperation[]> {
  const operations: AsyncOperation[] = [];
  for (const [id] of members(member(root.value, 'operations'))) {
    const operation = await resolver.at(root, 'operations', id);
    if (operation === undefined) continue;
    const channel = await resolver.at(operation, 'channel');
    const name = stringMember(member(operation.value, 'channel'), '$ref')?.split('/').at(-1);
    operations.push({
      id,
      method: (stringMember(operation.value, 'action') ?? 'unknown').toUpperCase(),
      path: stringMember(channel?.value, 'address') ?? name ?? '',
      security: await alternatives(operation, resolver),
      deprecated: member(operation.value, 'deprecated') === true,
      place: { file: operation.file, tokens: operation.tokens },
    });
  }
  return operations;
}

/** `security` lists the schemes themselves, any of which will do: called by the component that they refer to, else by their type. */
async function alternatives(operation: Resolved, resolver: Resolver): Promise<readonly SecurityAlternative[] | undefined> {
  const security = member(operation.value, 'security');
  if (!isArray(security)) return undefined;
  const found: SecurityAlternative[] = [];
  for (const [index, written] of security.entries()) {
    const scheme = await resolver.at(operation, 'security', `${index}`);
    const name = stringMember(written, '$ref')?.split('/').at(-1) ?? stringMember(scheme?.value, 'type') ?? '';
    const scopes = items(member(scheme?.value, 'scopes')).filter((scope) => typeof scope === 'string');
    found.push({ schemes: [{ name, scopes }] });
  }
  return found;
}
