import type { JsonObject, JsonValue } from '../../json.ts';
import { LIMITS } from '../limits.ts';
import { isValueName } from '../paths/segment-kind.ts';
import type { Spending } from './spending.ts';

/** What is known of the values of a member. `count` tells how many objects had it. */
export interface MemberSketch<S> {
  readonly count: number;
  observe(value: JsonValue, spending: Spending, depth: number): void;
  merge(other: S): void;
}

/** Objects whose names are values by their form (ids, dates) are maps from this many different names on. */
const LEAST_VALUE_NAMES = 3;
/** Other objects are when they have at least so many names, of which the usual object has but a few. */
const LEAST_NAMES = 64;
const LEAST_SPREAD = 8;

/**
 * What is known of the objects at one place. An object whose names are data (`{"2026-11-01": 5}`) is a map: once that shows, names are forgotten and
 * one sketch holds all values.
 */
export class ObjectSketch<S extends MemberSketch<S>> {
  count = 0;
  /** Members of all objects together. */
  memberCount = 0;
  /** The values of a map; undefined for an object with names of its own. */
  values: S | undefined;
  /** Some names were not kept: what is known of others says nothing of them. */
  isOpen = false;
  readonly properties: Map<string, S> = new Map();
  #valueNames = 0;

  observe(object: JsonObject, spending: Spending, depth: number, make: (name: string) => S | undefined): void {
    this.count++;
    for (const name in object) {
      if (!Object.hasOwn(object, name)) continue;
      if (spending.values < 0) {
        this.isOpen = true;
        spending.cut = true;
        return;
      }
      this.memberCount++;
      const value = object[name];
      if (value !== undefined) this.#sketchFor(name, spending, make)?.observe(value, spending, depth + 1);
    }
  }

  merge(other: ObjectSketch<S>, make: (like: S) => S): void {
    this.count += other.count;
    this.memberCount += other.memberCount;
    this.isOpen ||= other.isOpen;
    for (const [name, sketch] of other.properties) {
      const mine = this.values ?? this.properties.get(name) ?? make(sketch);
      if (this.values === undefined && !this.properties.has(name)) this.#add(name, mine);
      mine.merge(sketch);
    }
    if (other.values === undefined) return;
    if (this.values === undefined) this.#becomeMap(make(other.values));
    this.values?.merge(other.values);
  }

  #sketchFor(name: string, spending: Spending, make: (name: string) => S | undefined): S | undefined {
    if (this.values !== undefined) return this.values;
    const known = this.properties.get(name);
    if (known !== undefined) return known;
    spending.changed = true;
    const isKept = name.length <= LIMITS.nameCharacters && name !== '__proto__';
    const sketch = isKept ? make(name) : undefined;
    if (sketch === undefined) {
      this.isOpen = true;
      spending.cut = true;
      return undefined;
    }
    this.#add(name, sketch);
    return this.values ?? sketch;
  }

  #add(name: string, sketch: S): void {
    this.properties.set(name, sketch);
    if (isValueName(name)) this.#valueNames++;
    const names = this.properties.size;
    const namesAreValues = names >= LEAST_VALUE_NAMES && this.#valueNames === names;
    const isSpread = names >= LEAST_NAMES && this.memberCount < (names * this.count) / LEAST_SPREAD;
    if (namesAreValues || isSpread || names > LIMITS.properties) this.#becomeMap(sketch);
  }

  #becomeMap(values: S): void {
    for (const sketch of this.properties.values()) if (sketch !== values) values.merge(sketch);
    this.properties.clear();
    this.values = values;
  }
}
