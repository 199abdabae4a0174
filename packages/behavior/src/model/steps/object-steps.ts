import { combined, RotatingBloom } from '../../sketch/index.ts';
import type { Facts } from '../facts.ts';
import { powerOfTwo } from '../power-of-two.ts';

/** Of one request, and of one answer; what is more than that is not looked at. */
const MOST_OBJECTS = 8;
/** An answer with more is a list. */
const MOST_MADE = 4;

/** Which caller has done what with which object. What was done long ago is forgotten, some 3 % of what was not done is believed. */
export class ObjectSteps {
  readonly #done: RotatingBloom;

  /** Remembers 32 things for each of so many callers at least, if all of them come. */
  constructor(mostCallers: number) {
    this.#done = new RotatingBloom(powerOfTwo(mostCallers * 32));
  }

  /** Takes note of a call that succeeded: of the objects that it named, and of those that it made. */
  note(facts: Facts): void {
    const { objects, operation, caller } = facts;
    const by = combined(caller, operation);
    for (let index = 0; index < objects.length && index < MOST_OBJECTS; index++) this.#done.add(combined(by, objects[index] ?? 0));
    if (facts.call.exchange.method !== 'POST' || facts.handed.length > MOST_MADE) return;
    for (const object of facts.handed) this.#done.add(combined(by, object));
  }

  /** Whether the caller of a call has done this with that object. */
  has(facts: Facts, operation: number, object: number): boolean {
    return this.#done.has(combined(combined(facts.caller, operation), object));
  }

  save(): unknown {
    return this.#done.save();
  }

  merge(saved: unknown): void {
    this.#done.merge(RotatingBloom.load(saved));
  }
}

/** The object that a call is about: the last one of the path, else the only one that the request names; 0 where there is none. */
export function objectOf({ call, objects }: Facts): number {
  let inPath = 0;
  for (let at = call.operation.indexOf('{'); at >= 0; at = call.operation.indexOf('{', at + 1)) inPath++;
  if (inPath === 0 && objects.length > 1) return 0;
  return objects[Math.min(Math.max(1, inPath), objects.length) - 1] ?? 0;
}
