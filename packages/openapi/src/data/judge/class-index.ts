import type { DataClass, ValueTest } from '../data-class.ts';
import { type NameEvidence, NameIndex } from '../names/name-index.ts';
import { passes } from '../values/class-fits.ts';
import type { PreparedValue } from '../values/prepare.ts';

/** A class with the one of its tests that a value passed. */
export interface Hit {
  readonly dataClass: DataClass;
  readonly test: ValueTest;
}

/** Tests that fit by chance less often prove something by a single value, wherever it stands. */
export const RARE = 2 ** -15;
const SHORTEST = 6;

/**
 * The classes arranged so that a value meets only the tests that it could pass: by the form and length of the value, by its first character, by a
 * character that it holds. Built once.
 */
export class ClassIndex {
  readonly classes: readonly DataClass[];
  readonly #names: NameIndex;
  readonly #digits: Hit[][] = [];
  readonly #codes: Hit[][] = [];
  readonly #starts = new Map<number, Hit[]>();
  /** Classes of somebody's own, which tell nothing about where to look: every value meets them. */
  readonly #own: Hit[] = [];
  /** By a character that the values hold, with the length of the longest of them. */
  readonly #holding: { readonly character: string; longest: number; readonly hits: Hit[] }[] = [];

  constructor(classes: readonly DataClass[]) {
    this.classes = classes;
    this.#names = new NameIndex(classes);
    for (const dataClass of classes) if (dataClass.alone) for (const test of dataClass.values) this.#arrange({ dataClass, test });
  }

  /** Characters of the shortest value that is evidence by itself. */
  get shortest(): number {
    return this.#own.length === 0 ? SHORTEST : 1;
  }

  named(name: string, owner: string | undefined): readonly NameEvidence[] {
    return this.#names.find(name, owner);
  }

  /** The classes whose values are evidence by themselves and that the value fits. */
  fitting(value: PreparedValue): readonly Hit[] {
    const own = this.#own.length === 0 ? undefined : this.#passing(this.#own, value, undefined);
    if (value.text.length < SHORTEST) return own ?? NONE;
    if (value.form === 'text') return this.#text(value, own);
    const table = value.form === 'digits' ? this.#digits : this.#codes;
    const found = this.#passing(table[value.compact.length], value, own);
    // Plain digits begin no key and hold none of the characters that are looked for.
    return value.form === 'digits' && value.compact.length === value.text.length ? found : this.#text(value, found);
  }

  /** The classes of those whose values are rare enough to be told within a text. */
  fittingWithin(token: string): readonly Hit[] {
    if (token.length < SHORTEST) return NONE;
    return this.#text({ form: 'text', text: token, compact: token }, undefined).filter(({ test }) => test.chance <= RARE);
  }

  /** Whether a value that begins with this character may be known by its beginning. */
  readonly begins = (code: number): boolean => this.#starts.has(code);

  #text(value: PreparedValue, before: readonly Hit[] | undefined): readonly Hit[] {
    let found = this.#passing(this.#starts.get(value.text.charCodeAt(0)), value, before);
    for (const { character, longest, hits } of this.#holding) {
      if (value.text.length <= longest && value.text.includes(character)) found = this.#passing(hits, value, found);
    }
    return found;
  }

  #passing(hits: readonly Hit[] | undefined, value: PreparedValue, before: readonly Hit[] | undefined): readonly Hit[] {
    let found = before ?? NONE;
    for (const hit of hits ?? NONE) {
      if (passes(hit.test, value) && !found.some(({ dataClass }) => dataClass === hit.dataClass)) found = [...found, hit];
    }
    return found;
  }

  /** Tests of texts that tell neither a beginning nor a character are for fields with a name only: every value would meet them. */
  #arrange(hit: Hit): void {
    const { form, least, most, starts, holds } = hit.test;
    if (form !== 'text') {
      const table = form === 'digits' ? this.#digits : this.#codes;
      for (let length = least; length <= most; length++) {
        const hits = table[length] ?? [];
        table[length] = hits;
        hits.push(hit);
      }
    } else if (starts !== undefined) {
      for (const code of new Set(starts.map((start) => start.charCodeAt(0)))) {
        const hits = this.#starts.get(code) ?? [];
        this.#starts.set(code, hits);
        hits.push(hit);
      }
    } else if (hit.dataClass.family === 'own') this.#own.push(hit);
    else if (holds !== undefined) {
      const entry = this.#holding.find(({ character }) => character === holds);
      if (entry === undefined) this.#holding.push({ character: holds, longest: most, hits: [hit] });
      else {
        entry.longest = Math.max(entry.longest, most);
        entry.hits.push(hit);
      }
    }
  }
}

const NONE: readonly Hit[] = [];
