import type { Operation } from '@airside/openapi';

import { selectOperation } from '../../conditions/operation-selector.ts';
import type { ApiContext } from '../../pipeline/policy.ts';
import type { ProfileOptions } from './options.ts';

/** The options for one operation: each from the first entry that is about it and has it, else the one for all. */
export function profileOptionsFor(
  options: ProfileOptions,
  context: Pick<ApiContext, 'apiId' | 'definition'>,
  operation: Operation,
): ProfileOptions {
  const entries = options.operations.filter((entry) => selectOperation(entry, context, operation, { lenient: false }) === true);
  const first = <Name extends keyof (typeof entries)[number]>(name: Name) => entries.find((entry) => entry[name] !== undefined)?.[name];
  return {
    ...options,
    mode: first('mode') ?? options.mode,
    limits: first('limits') ?? options.limits,
    unknownParameters: first('unknownParameters') ?? options.unknownParameters,
    unknownFields: first('unknownFields') ?? options.unknownFields,
    oversized: first('oversized') ?? options.oversized,
  };
}

/** The mode that holds for all of an API of which nobody knows the operations: the mildest that any of them may have. */
export function mildestMode({ mode, operations }: ProfileOptions): ProfileOptions['mode'] {
  const modes = [mode, ...operations.flatMap((entry) => entry.mode ?? [])];
  return modes.includes('off') ? 'off' : modes.includes('report') ? 'report' : 'enforce';
}
