import { isDeepStrictEqual } from 'node:util';

import { type LoadedConfiguration, policies } from '@airside/gateway';

type Configuration = NonNullable<LoadedConfiguration['configuration']>;

/** Every policy option that an API has other than the default, as `shop: authentication.anonymous = declared (default never)`. */
export function deviations(configuration: Configuration): string[] {
  return Object.entries(configuration.apis).flatMap(([id, api]) =>
    Object.entries(policies).flatMap(([name, { options }]) => {
      const defaults: Record<string, unknown> = options.parse({});
      const actual: Record<string, unknown> = api.policies[name as keyof typeof api.policies];
      return [...new Set([...Object.keys(defaults), ...Object.keys(actual)])]
        .filter((key) => !isDeepStrictEqual(actual[key], defaults[key]))
        .map((key) => `${id}: ${name}.${key} = ${shown(actual[key])} (default ${shown(defaults[key])})`);
    }),
  );
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
