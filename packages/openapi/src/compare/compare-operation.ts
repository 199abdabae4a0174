import type { Operation } from '../definition/definition.ts';
import { compareCallbacks } from './compare-callbacks.ts';
import { compareParameters } from './compare-parameters.ts';
import { compareRequestBody } from './compare-request-body.ts';
import { compareResponses } from './compare-responses.ts';
import { compareSecurity } from './compare-security.ts';
import type { Comparison, OperationPair } from './comparison.ts';
import { nameOf } from './operation-name.ts';

export function compareOperation(comparison: Comparison, old: Operation, next: Operation): void {
  const pair: OperationPair = { old, next, place: { operation: nameOf(old), path: [] } };
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
  compareCallbacks(comparison, pair);
}

/** An operation without an `operationId` is called by method and path, which may change without anybody noticing. */
function isDerived({ id, method, template }: Operation): boolean {
  return id === `${method} ${template}`;
}
