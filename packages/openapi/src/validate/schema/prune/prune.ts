import { isArray, isObject, type JsonValue } from '../../../json.ts';
import { type Steps, stepsFor, TooManySteps } from '../compiler.ts';
import { chooseAlternatives } from './choose.ts';
import { classify } from './classify.ts';
import type { PruneContext, Pruned, PrunedField } from './context.ts';
import type { SchemaNode } from './schema-node.ts';

const DEEPEST_IN_PLACE = 64;

/**
 * Takes out of a value the fields for which its schema has no place. It guesses where a schema offers alternatives: whether what is left fits
 * is for the caller to check. Its cost is bounded by the size of the value; undefined where that is not enough.
 */
export function prune(context: PruneContext, pointer: string, value: JsonValue, valueBytes: number): Pruned | undefined {
  const pruner = new Pruner(context, stepsFor(valueBytes));
  try {
    return { value: pruner.value(pointer, value, [], context.reading.closed), fields: pruner.fields };
  } catch (error) {
    if (error instanceof TooManySteps) return undefined;
    throw error;
  }
}

class Pruner {
  readonly fields: PrunedField[] = [];
  readonly #context: PruneContext;
  readonly #steps: Steps;

  constructor(context: PruneContext, steps: Steps) {
    this.#context = context;
    this.#steps = steps;
  }

  /** `closes` is false for a schema that is only a part of what holds for the value. */
  value(pointer: string, value: JsonValue, path: readonly string[], closes: boolean): JsonValue {
    this.#spend();
    if (isArray(value)) return this.#array(pointer, value, path);
    if (!isObject(value)) return value;
    const parts = this.#partsOf(pointer, value, path);
    const isClosed = closes && this.#context.nodes.at(pointer).mayBeClosed;
    const kept: (readonly [string, JsonValue])[] = [];
    let changed = false;
    for (const [name, member] of Object.entries(value)) {
      this.#spend();
      const found = classify(this.#context, parts, name, isClosed);
      if (found.kind === 'out' && this.#context.wanted.has(found.because)) {
        this.fields.push({ path: [...path, name], because: found.because });
        changed = true;
        continue;
      }
      const inner = found.kind === 'out' ? member : this.#all(found.schemas, member, [...path, name]);
      changed ||= inner !== member;
      kept.push([name, inner]);
    }
    return changed ? Object.fromEntries(kept) : value;
  }

  /** Prunes by one schema on trial: what it takes out is forgotten. */
  trial(pointer: string, value: JsonValue, path: readonly string[]): JsonValue {
    const { length } = this.fields;
    const pruned = this.value(pointer, value, path, false);
    this.fields.length = length;
    return pruned;
  }

  fits(pointer: string, value: JsonValue): boolean {
    this.#spend(sizeOf(value));
    return this.#context.open.fits(pointer, value, this.#steps);
  }

  #array(pointer: string, array: readonly JsonValue[], path: readonly string[]): JsonValue {
    const parts = this.#partsOf(pointer, array, path);
    let changed = false;
    const kept = array.map((item, index) => {
      const schemas = parts.flatMap(({ prefixItems, items }) => prefixItems[index] ?? (items === undefined ? [] : [items]));
      const inner = this.#all(schemas, item, [...path, String(index)]);
      changed ||= inner !== item;
      return inner;
    });
    return changed ? kept : array;
  }

  #all(schemas: readonly string[], value: JsonValue, path: readonly string[]): JsonValue {
    return schemas.reduce((inner, schema) => this.value(schema, inner, path, this.#context.reading.closed), value);
  }

  /** The schema and all others that hold for the value where it stands. */
  #partsOf(pointer: string, value: JsonValue, path: readonly string[]): readonly SchemaNode[] {
    const parts = new Map<string, SchemaNode>();
    const add = (at: string, depth: number): void => {
      this.#spend();
      if (depth > DEEPEST_IN_PLACE || parts.has(at)) return;
      const node = this.#context.nodes.at(at);
      parts.set(at, node);
      for (const next of node.inPlace) add(next, depth + 1);
      for (const alternatives of node.alternatives) {
        for (const next of chooseAlternatives(this, alternatives, value, path)) add(next, depth + 1);
      }
      if (node.condition) add(this.fits(node.condition.if, value) ? node.condition.then : node.condition.else, depth + 1);
      for (const [name, next] of node.dependents) if (isObject(value) && Object.hasOwn(value, name)) add(next, depth + 1);
    };
    add(pointer, 0);
    return [...parts.values()];
  }

  #spend(steps = 1): void {
    this.#steps.left -= steps;
    if (this.#steps.left < 0) throw new TooManySteps();
  }
}

/** How many values there are in a value. Depth is bounded where values are parsed. */
function sizeOf(value: JsonValue): number {
  const inner: readonly JsonValue[] = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.reduce<number>((sum, item) => sum + sizeOf(item), 1);
}
