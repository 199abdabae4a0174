import type { Operation } from '@airside/openapi';

import { selectOperation } from '../../conditions/operation-selector.ts';
import type { ApiContext } from '../../pipeline/policy.ts';
import type { ContractOptions } from './options.ts';

/** The options for one operation: each from the first entry that is about it and has it, else the one for all. */
export function optionsFor(
  options: ContractOptions,
  context: Pick<ApiContext, 'apiId' | 'definition'>,
  operation: Operation,
): ContractOptions {
  const entries = options.operations.filter((entry) => selectOperation(entry, context, operation, { lenient: false }) === true);
  const answers = entries.flatMap(({ responses }) => responses ?? []);
  return {
    ...options,
    mode: first(entries, 'mode') ?? options.mode,
    unknownParameters: first(entries, 'unknownParameters') ?? options.unknownParameters,
    unknownFields: first(entries, 'unknownFields') ?? options.unknownFields,
    readOnlyFields: first(entries, 'readOnlyFields') ?? options.readOnlyFields,
    additionalProperties: first(entries, 'additionalProperties') ?? options.additionalProperties,
    maxInspectedBody: first(entries, 'maxInspectedBody') ?? options.maxInspectedBody,
    oversized: first(entries, 'oversized') ?? options.oversized,
    responses: {
      ...options.responses,
      mode: first(answers, 'mode') ?? options.responses.mode,
      undeclaredStatus: first(answers, 'undeclaredStatus') ?? options.responses.undeclaredStatus,
      unknownFields: first(answers, 'unknownFields') ?? options.responses.unknownFields,
      writeOnlyFields: first(answers, 'writeOnlyFields') ?? options.responses.writeOnlyFields,
      additionalProperties: first(answers, 'additionalProperties') ?? options.responses.additionalProperties,
      uninspected: first(answers, 'uninspected') ?? options.responses.uninspected,
    },
  };
}

function first<Entry, Name extends keyof Entry>(entries: readonly Entry[], name: Name): Entry[Name] | undefined {
  return entries.find((entry) => entry[name] !== undefined)?.[name];
}
