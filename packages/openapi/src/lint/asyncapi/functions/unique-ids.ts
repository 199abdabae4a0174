import { child, type Data, isPlainObject, type Key } from '../../document/data.ts';
import { noOptions } from '../../functions/options.ts';
import type { Finding, RuleFunction } from '../../functions/rule-function.ts';

interface Identified {
  readonly value: Data;
  readonly path: readonly Key[];
}

/** No two operations of AsyncAPI 2 have the same `operationId`; the last trait that has one counts. */
export const asyncApi2OperationIdUniqueness = uniqueness('asyncApi2OperationIdUniqueness', 'operationId', 'operations', operationsOf);

/** No two messages of AsyncAPI 2 have the same `messageId`. */
export const asyncApi2MessageIdUniqueness = uniqueness('asyncApi2MessageIdUniqueness', 'messageId', 'messages', messagesOf);

function uniqueness(name: string, field: string, plural: string, all: (document: Data | undefined) => readonly Identified[]): RuleFunction {
  return {
    name,
    compile: (options) =>
      noOptions(name, options) ?? {
        run: (document) => {
          const seen = new Set<string>();
          return all(document).flatMap(({ value, path }): readonly Finding[] => {
            const found = identifier(value, field);
            if (!found) return [];
            if (seen.has(found.id))
              return [{ message: `"${field}" must be unique across all the ${plural}.`, path: [...path, ...found.within] }];
            seen.add(found.id);
            return [];
          });
        },
        dependsOnValueOnly: false,
      },
  };
}

function operationsOf(document: Data | undefined): readonly Identified[] {
  const channels = child(document, 'channels');
  if (!isPlainObject(channels)) return [];
  return Object.entries(channels).flatMap(([address, channel]) =>
    ['subscribe', 'publish'].flatMap((kind) => {
      const value = child(channel, kind);
      return isPlainObject(value) ? [{ value, path: ['channels', address, kind] }] : [];
    }),
  );
}

function messagesOf(document: Data | undefined): readonly Identified[] {
  return operationsOf(document).flatMap(({ value, path }): readonly Identified[] => {
    const message = child(value, 'message');
    if (!isPlainObject(message)) return [];
    const alternatives = child(message, 'oneOf');
    if (!Array.isArray(alternatives)) return [{ value: message, path: [...path, 'message'] }];
    return alternatives.map((one, index) => ({ value: one, path: [...path, 'message', 'oneOf', index] }));
  });
}

function identifier(value: Data, field: string): { readonly id: string; readonly within: readonly Key[] } | undefined {
  const traits = child(value, 'traits');
  const list = Array.isArray(traits) ? traits : [];
  const last = list.findLastIndex((trait) => typeof child(trait, field) === 'string');
  const id = last === -1 ? child(value, field) : child(list[last], field);
  return typeof id === 'string' ? { id, within: last === -1 ? [field] : ['traits', last, field] } : undefined;
}
