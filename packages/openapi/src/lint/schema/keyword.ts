import type { Data, DataObject } from '../document/data.ts';
import type { Dialect } from './dialect.ts';
import type { InstancePath, Run } from './run.ts';

/** A check of a value; notes what is wrong and says whether nothing is. `seen` collects names of properties that were looked at. */
export type Check = (value: Data, run: Run, path: InstancePath | undefined, seen: Set<string> | undefined) => boolean;

/** What keywords are compiled with. */
export interface SchemaContext {
  readonly dialect: Dialect;
  /** The check of a schema inside the one that is compiled; it is compiled when it is first needed. */
  readonly sub: (schema: Data) => Check;
  /** The check of what a `$ref` leads to; undefined where it leads nowhere. */
  readonly reference: (reference: string) => Check | undefined;
}

export type KeywordCompiler<Value> = (
  argument: Data,
  schema: DataObject,
  context: SchemaContext,
) => ((value: Value, run: Run, path: InstancePath | undefined, seen: Set<string> | undefined) => boolean) | undefined;

/** Runs checks in their order, all of them or until the first that fails. */
export function inOrder<Item>(items: Iterable<Item>, run: Run, check: (item: Item) => boolean): boolean {
  let fits = true;
  for (const item of items) {
    if (check(item)) continue;
    fits = false;
    if (run.stopsAtFirst) break;
  }
  return fits;
}
