import { z } from 'zod';

import type { Call } from '../call/call.ts';
import type { Learning } from '../engine/learning.ts';
import { type Book, bookOf } from '../model/book.ts';
import { brief, callerSubject } from '../model/explain.ts';
import { Rates } from '../model/rates.ts';
import { combined, RotatingBloom } from '../sketch/index.ts';
import type { Detector, Indicator, Signal } from './indicator.ts';

/** So many answers of an operation before a field may be new. */
const ENOUGH = 100;
const MOST_FIELDS = 200;
const FIELDS_BYTES = 2 ** 17;
const SHAPES = 2 ** 14;
const ALL = 1;
const LEAST_SAID = 2;
const saved = z.strictObject({ rates: z.unknown(), fields: z.unknown() });

export const newField: Indicator = {
  id: 'new-field',
  title: 'Field never seen in answers of the operation',
  what: 'An answer has fields that no answer of the operation had.',
  how: 'Paths of fields are remembered for each operation; how often an answer has new ones is learned, for the operation and over all.',
  attack: 'A parameter makes the API show what is internal; an injection adds columns; an error shows its insides.',
  otherwise: 'A release: then others get the field soon, too.',
  remedy: 'Compare with the definition; answer with declared fields only.',
  owasp: ['API3:2023', 'API8:2023'],
  cwe: ['CWE-213', 'CWE-209'],
  mitre: ['T1190'],
  severity: 'low',
  isOfAnswers: true,
  kin: 'novelty',
  isOfVersions: true,
  create: (learning) => new NewFields(learning),
};

class NewFields implements Detector {
  readonly #book: Book;
  readonly #fields = new RotatingBloom(FIELDS_BYTES);
  readonly #rates: Rates;
  /** Operations with shapes of answers in which nothing is new; hashes, each in its place. */
  readonly #shapes = new Uint32Array(SHAPES);

  constructor(learning: Learning) {
    this.#book = bookOf(learning);
    this.#rates = new Rates(learning.options.mostOperations, learning.options.halfLifeDays);
  }

  judge(call: Call): Signal | undefined {
    if (call.outcome !== 'success' || call.answer === undefined || call.answer.fields.length === 0) return undefined;
    const { operation } = this.#book.facts(call);
    const known = this.#rates.observations(operation);
    if (known < ENOUGH) return undefined;
    const field = this.#newOne(call);
    if (field === undefined) return undefined;
    const probability = Math.max(this.#rates.probability(operation), this.#rates.probability(ALL) / 10);
    const surprise = -Math.log10(probability);
    if (surprise < LEAST_SAID) return undefined;
    return {
      subject: callerSubject(call),
      surprise,
      independent: true,
      api: call.api,
      operation: call.operation,
      evidence: [
        {
          variable: 'fields of the answer',
          learned: `new ones in ${brief(100 * probability)} % of answers`,
          seen: field.slice(0, 200),
          surprise,
          since: null,
          observations: Math.round(known),
        },
      ],
    };
  }

  learn(call: Call): void {
    if (call.outcome !== 'success' || call.answer === undefined || call.answer.fields.length === 0) return;
    const { operation } = this.#book.facts(call);
    const isNew = this.#newOne(call) !== undefined;
    this.#rates.learn(operation, isNew, call.timeMs);
    this.#rates.learn(ALL, isNew, call.timeMs);
    if (isNew) for (const field of call.answer.fields.slice(0, MOST_FIELDS)) this.#fields.add(this.#hashOf(call, field));
  }

  save(): unknown {
    return { rates: this.#rates.save(), fields: this.#fields.save() };
  }

  merge(value: unknown): void {
    const { rates, fields } = saved.parse(value);
    this.#rates.merge(rates);
    this.#fields.merge(RotatingBloom.load(fields));
  }

  /** Answers of one shape come again and again: what was found to have nothing new is not looked at again. */
  #newOne(call: Call): string | undefined {
    const shape = call.answer?.shape;
    if (shape === undefined) return this.#searchNewOne(call);
    const key = combined(this.#book.facts(call).operation, shape);
    const place = key & (SHAPES - 1);
    if (this.#shapes[place] === key) return undefined;
    const found = this.#searchNewOne(call);
    if (found === undefined) this.#shapes[place] = key;
    return found;
  }

  #searchNewOne(call: Call): string | undefined {
    return call.answer?.fields.slice(0, MOST_FIELDS).find((field) => !this.#fields.has(this.#hashOf(call, field)));
  }

  #hashOf(call: Call, field: string): number {
    const facts = this.#book.facts(call);
    return combined(facts.operation, facts.name(field));
  }
}
