import { securityAlternatives } from '../definition/build.ts';
import { member, members, stringMember } from '../json.ts';
import type { AsyncOperation } from './async-operation.ts';
import type { Resolved, Resolver } from './resolver.ts';

const ACTIONS = ['publish', 'subscribe'] as const;

/** In AsyncAPI 2 a channel holds its operations, and its name is its address. */
export async function asyncOperations2(root: Resolved, resolver: Resolver): Promise<readonly AsyncOperation[]> {
  const operations: AsyncOperation[] = [];
  for (const [address] of members(member(root.value, 'channels'))) {
    const channel = await resolver.at(root, 'channels', address);
    for (const action of ACTIONS) {
      const operation = channel && (await resolver.at(channel, action));
      if (operation === undefined) continue;
      operations.push({
        id: stringMember(operation.value, 'operationId') ?? `${action.toUpperCase()} ${address}`,
        method: action.toUpperCase(),
        path: address,
        security: securityAlternatives(member(operation.value, 'security')),
        deprecated: member(operation.value, 'deprecated') === true,
        place: { file: operation.file, tokens: operation.tokens },
      });
    }
  }
  return operations;
}
