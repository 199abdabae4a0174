import { isArray, isObject, type JsonValue } from '../../../json.ts';
import { type Steps, TooManySteps } from '../compiler.ts';
import { chooseAlternatives } from './choose.ts';
import { classify } from './classify.ts';
import type { Because, PruneContext, Pruned, PrunedField, Removed } from './context.ts';
import type { SchemaNode } from './schema-node.ts';

const DEEPEST_IN_PLACE = 64;
const LEAST_STEPS = 20_000;
const STEPS_PER_BYTE = 20;
const MOST_FIELDS = 10_000;

/**
 * Takes out of a value the fields for which its schema has no place. It guesses where a schema offers alternatives: whether what is left fits
 * is for the caller to check. Its cost is bounded by the size of the value; undefined where that is not enough.
 */
export function prune(context: PruneContext, pointer: string, value: JsonValue, valueBytes: number): Pruned | undefined {
  const pruner = new Pruner(context, { left: LEAST_STEPS + STEPS_PER_BYTE * valueBytes });
  try {
    const { value: left, removed } = pruner.value(pointer, value, context.reading.closed);
    return { value: left, fields: flat(removed, []) };
  } catch (error) {
    if (error instanceof TooManySteps) return undefined;
    throw error;
  }
}

interface Result {
  readonly value: JsonValue;
  readonly removed: Removed;
}

const NOTHING: Removed = new Map();

class Pruner {
  readonly #context: PruneContext;
  readonly #steps: Steps;
  #fields = 0;
  /** What each object and array is without its fields, by schema: alternatives in each other would else be tried again at every level. */
  readonly #known = new WeakMap<object, Map<string, Result>>();
  readonly #fitting = new WeakMap<object, Map<string, boolean>>();

  constructor(context: PruneContext, steps: Steps) {
    this.#context = context;
    this.#steps = steps;
  }

  /** `closes` is false for a schema that is only a part of what holds for the value. */
  value(pointer: string, value: JsonValue, closes: boolean): Result {
    this.#spend();
    if (typeof value !== 'object' || value === null) return { value, removed: NOTHING };
    return remembered(this.#known, value, `${closes} ${pointer}`, () =>
      isArray(value) ? this.#array(pointer, value) : this.#object(pointer, value as Readonly<Record<string, JsonValue>>, closes),
    );
  }

  fits(pointer: string, value: JsonValue): boolean {
    const ask = (): boolean => {
      this.#spend(sizeOf(value));
      return this.#context.open.fits(pointer, value, this.#steps);
    };
    return typeof value === 'object' && value !== null ? remembered(this.#fitting, value, pointer, ask) : ask();
  }

  /** A body in which nearly nothing has a place is refused sooner than taken apart. */
  #countField(): void {
    this.#fields += 1;
    if (this.#fields > MOST_FIELDS) throw new TooManySteps();
  }

  #object(pointer: string, object: Readonly<Record<string, JsonValue>>, closes: boolean): Result {
    const parts = this.#partsOf(pointer, object);
    const isClosed = closes && this.#context.nodes.at(pointer).mayBeClosed;
    const kept: (readonly [string, JsonValue])[] = [];
    const removed = new Map<string, Because | Removed>();
    for (const [name, member] of Object.entries(object)) {
      this.#spend();
      const found = classify(this.#context, parts, name, isClosed);
      if (found.kind === 'out' && this.#context.wanted.has(found.because)) {
        this.#countField();
        removed.set(name, found.because);
      } else kept.push([name, found.kind === 'out' ? member : this.#all(found.schemas, name, member, removed)]);
    }
    return removed.size === 0 ? { value: object, removed: NOTHING } : { value: Object.fromEntries(kept), removed };
  }

  #array(pointer: string, array: readonly JsonValue[]): Result {
    const parts = this.#partsOf(pointer, array);
    const removed = new Map<string, Because | Removed>();
    const kept = array.map((item, index) => {
      const schemas = parts.flatMap(({ prefixItems, items }) => prefixItems[index] ?? (items === undefined ? [] : [items]));
      return this.#all(schemas, String(index), item, removed);
    });
    return removed.size === 0 ? { value: array, removed: NOTHING } : { value: kept, removed };
  }

  /** What is left of a member or item by all schemas that hold for it. */
  #all(schemas: readonly string[], name: string, value: JsonValue, removed: Map<string, Because | Removed>): JsonValue {
    let left = value;
    for (const schema of schemas) {
      const result = this.value(schema, left, this.#context.reading.closed);
      left = result.value;
      if (result.removed.size > 0) removed.set(name, merged(removed.get(name), result.removed));
    }
    return left;
  }

  /** The schema and all others that hold for the value where it stands. */
  #partsOf(pointer: string, value: JsonValue): readonly SchemaNode[] {
    const parts = new Map<string, SchemaNode>();
    const add = (at: string, depth: number): void => {
      this.#spend();
      if (depth > DEEPEST_IN_PLACE || parts.has(at)) return;
      const node = this.#context.nodes.at(at);
      parts.set(at, node);
      for (const next of node.inPlace) add(next, depth + 1);
      for (const alternatives of node.alternatives) for (const next of chooseAlternatives(this, alternatives, value)) add(next, depth + 1);
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

function remembered<T>(all: WeakMap<object, Map<string, T>>, value: object, key: string, make: () => T): T {
  const known = all.get(value) ?? new Map<string, T>();
  all.set(value, known);
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

function merged(one: Because | Removed | undefined, other: Removed): Removed {
  if (one === undefined || typeof one === 'string') return other;
  const both = new Map(one);
  for (const [name, inner] of other) both.set(name, typeof inner === 'string' ? inner : merged(both.get(name), inner));
  return both;
}

function flat(removed: Removed, path: readonly string[]): readonly PrunedField[] {
  return [...removed].flatMap(([name, inner]) =>
    typeof inner === 'string' ? [{ path: [...path, name], because: inner }] : flat(inner, [...path, name]),
  );
}

/** How many values there are in a value. Depth is bounded where values are parsed. */
function sizeOf(value: JsonValue): number {
  const inner: readonly JsonValue[] = isArray(value) ? value : isObject(value) ? Object.values(value) : [];
  return inner.reduce<number>((sum, item) => sum + sizeOf(item), 1);
}
