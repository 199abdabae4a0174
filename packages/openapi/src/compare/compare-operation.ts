import { operationsAt } from '../definition/build.ts';
import type { Operation } from '../definition/definition.ts';
import { compareCallbacks, type Direction } from './compare-callbacks.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareRequestBody } from './compare-request-body.ts';
import { compareResponses } from './compare-responses.ts';
import { compareSecurity } from './compare-security.ts';
import { compareSent } from './compare-sent.ts';
import { type Comparison, type OperationPair, type Place, within } from './comparison.ts';
import { nameOf } from './operation-name.ts';

export function compareOperation(comparison: Comparison, old: Operation, next: Operation, place: Place = placeOf(old)): void {
  const pair: OperationPair = { old, next, place };
  const pointers = { oldPointer: old.pointer, newPointer: next.pointer };
  if (!old.deprecated && next.deprecated) comparison.report('operation-deprecated', pair.place, pointers);
  if (old.deprecated && !next.deprecated) comparison.report('operation-restored', pair.place, pointers);
  if (old.id !== next.id && !isDerived(old) && !isDerived(next)) {
    comparison.report('operation-id-changed', pair.place, { before: old.id, after: next.id, ...pointers });
  }
  compareSecurity(comparison, pair);
  compareParameters(comparison, pair);
  compareRequestBody(comparison, pair);
  compareResponses(comparison, pair);
  compareCallbacks(comparison, pair, SENT);
}

/** What an API sends. What is promised about that comes back to the API. */
export const SENT: Direction = {
  name: 'sent',
  removed: 'callback-removed',
  added: 'callback-added',
  compare: (comparison, place, before, after) =>
    compareSent(comparison, place, before, after, (pair) => compareCallbacks(comparison, pair, RECEIVED)),
};

/** What an API gets from those that it sends something to: operations like any others, below a callback. */
const RECEIVED: Direction = {
  name: 'received',
  removed: 'operation-removed',
  added: 'operation-added',
  compare: (comparison, place, before, after) => {
    const remaining = new Map(operationsAt(comparison.next, '', after).map((operation) => [operation.method, operation]));
    for (const old of operationsAt(comparison.old, '', before)) {
      const next = remaining.get(old.method);
      remaining.delete(old.method);
      const here = within(place, old.method);
      if (next === undefined) comparison.report('operation-removed', here, { oldPointer: old.pointer });
      else compareOperation(comparison, old, next, here);
    }
    for (const { method, pointer } of remaining.values())
      comparison.report('operation-added', within(place, method), { newPointer: pointer });
  },
};

function placeOf(operation: Operation): Place {
  return { operation: nameOf(operation), path: [] };
}

/** An operation without an `operationId` is called by method and path, which may change without anybody noticing. */
function isDerived({ id, method, template }: Operation): boolean {
  return id === `${method} ${template}`;
}
