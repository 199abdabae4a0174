import { child, type Data, isPlainObject } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';

/** The servers that channels name are defined. */
export const asyncApi2ChannelServers: RuleFunction = {
  name: 'asyncApi2ChannelServers',
  compile: (options) => noOptions('asyncApi2ChannelServers', options) ?? { run: judge, dependsOnValueOnly: false },
};

function judge(document: Data | undefined): readonly Finding[] | undefined {
  const channels = child(document, 'channels');
  const defined = child(document, 'servers');
  if (!isPlainObject(channels)) return undefined;
  return Object.entries(channels).flatMap(([address, channel]) => {
    const servers = child(channel, 'servers');
    return (Array.isArray(servers) ? servers : []).flatMap((name, index): readonly Finding[] => {
      if (typeof name === 'string' && child(defined, name) !== undefined) return [];
      return [
        { message: 'Channel contains server that are not defined on the "servers" object.', path: ['channels', address, 'servers', index] },
      ];
    });
  });
}
