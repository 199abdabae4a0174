import { Reach, type Sender } from '../reach.ts';
import { lengthPlace, NUMBER_PLACES, numberPlace } from './scales.ts';
import type { ValueShape } from './value-shape.ts';
import { isNumeric } from './value-type.ts';

/** Reaches of lengths, and of numbers above and below, where there were any. */
export type SavedValueReach = readonly [length: string, above: string | null, below: string | null];

/** How far callers go with the values of one parameter: in their length, and where they are numbers, to either side. */
export class ValueReach {
  readonly #length = new Reach();
  #above: Reach | undefined;
  #below: Reach | undefined;

  meet(caller: number): void {
    this.#length.meet(caller);
    this.#above?.meet(caller);
    this.#below?.meet(caller);
  }

  /** Whether few have gone so far. */
  isBeyond({ length, type, number }: ValueShape): boolean {
    if (this.#length.isBeyond(lengthPlace(length))) return true;
    if (!isNumeric(type) || this.#above === undefined || this.#below === undefined) return false;
    const place = numberPlace(number);
    return this.#above.isBeyond(place) || this.#below.isBeyond(NUMBER_PLACES - 1 - place);
  }

  /** The place of a length as it is judged. */
  lengthAt(place: number, caller: number): number {
    return this.#length.judgedAt(place, caller);
  }

  /** The place of a number as it is judged. */
  numberAt(place: number, caller: number): number {
    const above = this.#above?.judgedAt(place, caller) ?? place;
    if (above !== place || this.#below === undefined) return above;
    return NUMBER_PLACES - 1 - this.#below.judgedAt(NUMBER_PLACES - 1 - place, caller);
  }

  /** Whether a value tells anything of what others send; `learned`: of how many that is known. */
  believes({ length, type, number }: ValueShape, sender: Sender, learned: number): boolean {
    const isLength = this.#length.believes(lengthPlace(length), sender, learned);
    if (!isNumeric(type)) return isLength;
    this.#above ??= new Reach();
    this.#below ??= new Reach();
    const place = numberPlace(number);
    const isAbove = this.#above.believes(place, sender, learned);
    const isBelow = this.#below.believes(NUMBER_PLACES - 1 - place, sender, learned);
    return isLength && isAbove && isBelow;
  }

  halve(): void {
    this.#length.halve();
    this.#above?.halve();
    this.#below?.halve();
  }

  save(): SavedValueReach {
    return [this.#length.save(), this.#above?.save() ?? null, this.#below?.save() ?? null];
  }

  merge([length, above, below]: SavedValueReach): void {
    this.#length.merge(length);
    if (above === null || below === null) return;
    this.#above ??= new Reach();
    this.#below ??= new Reach();
    this.#above.merge(above);
    this.#below.merge(below);
  }
}
