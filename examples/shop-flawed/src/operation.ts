import type { GuardedOperation, OpenOperation } from '@airside/example-shop';

import type { PlantedOptions } from './flaw.ts';

/** Options in which a guarded operation is replaced by a change of itself. Throws when there is no such operation. */
export function replaceGuarded(
  options: PlantedOptions,
  id: string,
  change: (operation: GuardedOperation) => GuardedOperation,
): PlantedOptions {
  const operation = options.operations[id];
  if (operation === undefined || 'open' in operation) throw new TypeError(`expected a guarded operation ${id}`);
  return { ...options, operations: { ...options.operations, [id]: change(operation) } };
}

/** The same for an operation that anybody may call. */
export function replaceOpen(options: PlantedOptions, id: string, change: (operation: OpenOperation) => OpenOperation): PlantedOptions {
  const operation = options.operations[id];
  if (operation === undefined || !('open' in operation)) throw new TypeError(`expected an open operation ${id}`);
  return { ...options, operations: { ...options.operations, [id]: change(operation) } };
}
