import { buildDefinition } from '../definition/build.ts';
import type { Definition, Operation } from '../definition/definition.ts';
import type { DefinitionDocument } from '../definition/document.ts';
import type { Change } from './change.ts';
import { compareWebhooks } from './compare-callbacks.ts';
import { compareOperation, SENT } from './compare-operation.ts';
import { Comparison } from './comparison.ts';
import { identityOf, nameOf } from './operation-name.ts';

export interface CompareOptions {
  /** For sunset dates: milliseconds since 1970. */
  readonly nowMs?: number;
}

/**
 * What is different in a newer definition of an API, by the contract: for requests, what is no longer accepted breaks callers; for answers, what
 * is no longer certain does. Operations are the same where method and path are, whatever the path's parameters are called. In the order of
 * the old definition, what is new behind.
 */
export function compareDefinitions(old: DefinitionDocument, next: DefinitionDocument, options: CompareOptions = {}): readonly Change[] {
  const comparison = new Comparison(old, next);
  const before = buildDefinition(old);
  const after = buildDefinition(next);
  compareServers(comparison, before, after);
  const counterparts = counterpartsOf(before.operations, after.operations);
  for (const operation of before.operations) {
    const counterpart = counterparts.get(operation);
    if (counterpart !== undefined) compareOperation(comparison, operation, counterpart);
    else reportRemoved(comparison, operation, options.nowMs ?? Date.now());
  }
  const known = new Set(counterparts.values());
  for (const operation of after.operations) {
    if (known.has(operation)) continue;
    comparison.report('operation-added', { operation: nameOf(operation), path: [] }, { newPointer: operation.pointer });
  }
  compareWebhooks(comparison, SENT);
  return comparison.changes;
}

/** The same operation in the new definition: that of the same name, else one that is called in the same way and had no such name before. */
function counterpartsOf(before: readonly Operation[], after: readonly Operation[]): ReadonlyMap<Operation, Operation> {
  const named = new Map(after.map((operation) => [nameOf(operation), operation]));
  const names = new Set(before.map(nameOf));
  const renamed = new Map(
    after.filter((operation) => !names.has(nameOf(operation))).map((operation) => [identityOf(operation), operation]),
  );
  const counterparts = new Map<Operation, Operation>();
  for (const operation of before) {
    const identity = identityOf(operation);
    const same = named.get(nameOf(operation));
    const counterpart = same ?? renamed.get(identity);
    if (counterpart !== undefined) counterparts.set(operation, counterpart);
    if (same === undefined) renamed.delete(identity);
  }
  return counterparts;
}

function compareServers(comparison: Comparison, before: Definition, after: Definition): void {
  for (const path of before.serverPaths) {
    if (!after.serverPaths.includes(path)) comparison.report('server-path-removed', { path: ['servers'] }, { before: shown(path) });
  }
  for (const path of after.serverPaths) {
    if (!before.serverPaths.includes(path)) comparison.report('server-path-added', { path: ['servers'] }, { after: shown(path) });
  }
}

function shown(path: string): string {
  return path === '' ? '/' : path;
}

/** The end of an operation that was announced (`x-sunset`, a date as RFC 3339 writes it) breaks nobody who listened. */
function reportRemoved(comparison: Comparison, operation: Operation, nowMs: number): void {
  const { sunset } = operation;
  const isOver = operation.deprecated && sunset !== undefined && Date.parse(sunset) <= nowMs;
  comparison.report(
    isOver ? 'operation-removed-after-sunset' : 'operation-removed',
    { operation: nameOf(operation), path: [] },
    { oldPointer: operation.pointer, ...(sunset !== undefined && { before: `sunset ${sunset}` }) },
  );
}
