import { isDeepStrictEqual } from 'node:util';

import { type LoadedConfiguration, policies } from '@airside/gateway';
import { z } from 'zod';

type Written = Readonly<Record<string, unknown>>;
type PoliciesWritten = { readonly policies?: Readonly<Record<string, Written | undefined>> };
type Source = { readonly defaults?: PoliciesWritten; readonly apis?: Readonly<Record<string, PoliciesWritten>> };

/**
 * Every policy option that an API has other than the default, as `shop: authentication.anonymous = declared (default never)`: as somebody wrote
 * it. Empty where the configuration cannot be served.
 */
export function deviations({ configuration, bundle }: LoadedConfiguration): string[] {
  if (configuration === undefined || bundle === undefined) return [];
  const source = bundle.source as Source;
  return Object.keys(configuration.apis).flatMap((id) =>
    Object.entries(policies).flatMap(([name, { options }]) => {
      const written: Written = { ...source.defaults?.policies?.[name], ...source.apis?.[id]?.policies?.[name] };
      const actual: Written = options.parse(written);
      const defaults: Written = options.parse({});
      return Object.keys(written)
        .filter((key) => !isDeepStrictEqual(actual[key], defaults[key]))
        .map((key) => `${id}: ${name}.${key} = ${shown(written[key])} (default ${shown(defaultOf(options, key))})`);
    }),
  );
}

function defaultOf(options: z.ZodType, key: string): unknown {
  const schema = z.toJSONSchema(options, { io: 'input' }).properties?.[key];
  return typeof schema === 'object' ? schema.default : undefined;
}

function shown(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
