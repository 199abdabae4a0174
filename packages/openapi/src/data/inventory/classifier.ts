import type { DataClass } from '../data-class.ts';
import type { ClassIndex, Hit } from '../judge/class-index.ts';
import { isMostly } from '../judge/judge-field.ts';
import { passedTest } from '../values/class-fits.ts';
import { prepare } from '../values/prepare.ts';
import { isWithheld } from '../values/withheld.ts';
import { eachToken } from '../walk/each-token.ts';
import type { Field } from './field.ts';

/** Longer values are read as text, word by word. */
const LONGEST_VALUE = 64;

/** Looks at values one at a time and notes in their fields what they fit. */
export class Classifier {
  readonly #index: ClassIndex;
  readonly #onHit: (dataClass: DataClass) => void;

  constructor(index: ClassIndex, onHit: (dataClass: DataClass) => void) {
    this.#index = index;
    this.#onHit = onHit;
  }

  readonly value = (field: Field, text: string): void => {
    if (text === '') return;
    if (isWithheld(text)) {
      field.withheld++;
      return;
    }
    field.values++;
    if (text.length < this.#index.shortest && field.named.length === 0) return;
    const value = prepare(text);
    const alone = this.#index.fitting(value);
    for (const hit of alone) this.#note(field, hit, text, false);
    for (const { dataClass, strength } of field.named) {
      if (strength === 'against' || alone.some((hit) => hit.dataClass === dataClass)) continue;
      const test = passedTest(dataClass, value);
      if (test !== undefined) this.#note(field, { dataClass, test }, text, false);
    }
    if (alone.length === 0 && (text.length > LONGEST_VALUE || (value.form === 'text' && text.includes(' ')))) this.within(field, text);
  };

  /** What can be told by single words of a text. */
  within(field: Field, text: string): void {
    eachToken(text, this.#index.begins, (token) => {
      for (const hit of this.#index.fittingWithin(token)) this.#note(field, hit, token, true);
    });
  }

  #note(field: Field, { dataClass, test }: Hit, value: string, isWithin: boolean): void {
    const tally = field.tally(dataClass, test, value, isWithin);
    if (isMostly(field, tally)) this.#onHit(dataClass);
  }
}
