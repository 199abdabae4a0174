import { child, isPlainObject } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';

/** The parameters in the address of a channel are described, and no others. */
export const asyncApiChannelParameters: RuleFunction = {
  name: 'asyncApiChannelParameters',
  compile: (options) =>
    noOptions('asyncApiChannelParameters', options) ?? {
      run: (value, { path }) => {
        const described = child(value, 'parameters');
        if (!isPlainObject(described)) return undefined;
        const address = child(value, 'address') ?? path().at(-1);
        return typeof address === 'string' ? judge(address, Object.keys(described)) : undefined;
      },
      dependsOnValueOnly: false,
    },
};

function judge(address: string, described: readonly string[]): readonly Finding[] | undefined {
  const used = [...address.matchAll(/\{([^}\n]+?)\}/g)].map((match) => match[1] ?? '');
  if (used.length === 0) return undefined;
  const missing = used.filter((name) => !described.includes(name));
  const message = `Not all channel's parameters are described with "parameters" object. Missed: ${missing.join(', ')}.`;
  const redundant = described.filter((name) => !used.includes(name));
  return [
    ...(missing.length > 0 ? [{ message, within: ['parameters'] }] : []),
    ...redundant.map((name) => ({
      message: `Channel's "parameters" object has redundant defined "${name}" parameter.`,
      within: ['parameters', name],
    })),
  ];
}
