import { z } from 'zod';

import type { Call } from '../call/call.ts';
import { savedName } from '../saved/saved-name.ts';
import { OperationExtent, type OperationView, savedOperation } from './operation-extent.ts';
import type { ValueReading } from './value-reading.ts';

const OPERATIONS_IN_PART = 50;

const savedGeneration = z.array(z.tuple([savedName, savedName, savedOperation])).max(OPERATIONS_IN_PART);

/** Bounds of what is kept. */
export interface ProfileBounds {
  readonly operations: number;
  /** Of all operations together. */
  readonly parameters: number;
}

/** How far requests went in some stretch of time, by API and operation. */
export class ProfileGeneration {
  readonly #bounds: ProfileBounds;
  readonly #apis = new Map<string, Map<string, OperationExtent>>();
  #operations = 0;
  #parameters = 0;

  constructor(bounds: ProfileBounds) {
    this.#bounds = bounds;
  }

  learn(call: Call, caller: number, reading: ValueReading): void {
    const operation = this.#operation(call.api, call.operation);
    if (operation !== undefined) this.#parameters += operation.add(call, caller, reading, this.#bounds.parameters - this.#parameters);
  }

  *views(): Generator<OperationView & { readonly api: string; readonly operation: string }> {
    for (const [api, operations] of this.#apis) {
      for (const [operation, extent] of operations) yield { api, operation, ...extent.view() };
    }
  }

  /** In parts, each of which `merge` takes. */
  *save(): Generator {
    const all = [...this.#apis].flatMap(([api, operations]) => [...operations].map(([name, extent]) => [api, name, extent] as const));
    for (let from = 0; from < all.length; from += OPERATIONS_IN_PART) {
      yield all.slice(from, from + OPERATIONS_IN_PART).map(([api, name, extent]) => [api, name, extent.save()]);
    }
  }

  /** Adds one part of what was saved; throws where that is none. */
  merge(saved: unknown): void {
    for (const [api, name, extent] of savedGeneration.parse(saved)) {
      const operation = this.#operation(api, name);
      if (operation !== undefined) this.#parameters += operation.merge(extent, this.#bounds.parameters - this.#parameters);
    }
  }

  #operation(api: string, name: string): OperationExtent | undefined {
    let operations = this.#apis.get(api);
    const known = operations?.get(name);
    if (known !== undefined) return known;
    if (this.#operations >= this.#bounds.operations) return undefined;
    if (operations === undefined) {
      operations = new Map();
      this.#apis.set(api, operations);
    }
    const made = new OperationExtent();
    operations.set(name, made);
    this.#operations++;
    return made;
  }
}
