import type { ContextName, DataClass, FieldName } from '../data-class.ts';
import { isOf } from './contexts.ts';
import { wordsOf } from './words.ts';

/** What the name of a field says of its values. */
export interface NameEvidence {
  readonly dataClass: DataClass;
  /** `against`: the name says that the field is about it without holding it. */
  readonly strength: 'strong' | 'weak' | 'against';
}

interface Entry {
  readonly dataClass: DataClass;
  readonly strength: 'strong' | 'weak';
  readonly of: ContextName | undefined;
}

/** Words at the end of a name that do not change what it names. */
const NEUTRAL = new Set(
  'number num nr no numero nummer numer value text string raw input new old current primary main secondary hidden field'.split(' '),
);
/** Shorter words stand by chance at the end of others: `city` in `capacity`. */
const SHORTEST_ENDING = 5;

/** Finds the classes that a name speaks for. Built once; a look-up costs a few table look-ups for each word of the name. */
export class NameIndex {
  readonly #entries = new Map<string, Entry[]>();
  readonly #notWith = new Map<DataClass, ReadonlySet<string>>();
  readonly #longest: number;

  constructor(classes: readonly DataClass[]) {
    for (const dataClass of classes) {
      for (const name of dataClass.names) this.#add(dataClass, name, 'strong');
      for (const name of dataClass.hints ?? []) this.#add(dataClass, name, 'weak');
      if (dataClass.notWith !== undefined) this.#notWith.set(dataClass, new Set(dataClass.notWith));
    }
    this.#longest = Math.max(...[...this.#entries.keys()].map((key) => key.length));
  }

  /** `owner` names what the field belongs to: the field that it stands in, else the resource. */
  find(name: string, owner: string | undefined): readonly NameEvidence[] {
    const words = wordsOf(name);
    const context = owner === undefined ? undefined : wordsOf(owner).at(-1);
    const found: Found = new Map();
    for (const meant of [...endings(words), ...singular(words)]) this.#collect(meant, context, found);
    for (const [dataClass, against] of this.#notWith) if (words.some((word) => against.has(word))) found.set(dataClass, 'against');
    return [...found].map(([dataClass, strength]) => ({ dataClass, strength }));
  }

  #collect(meant: readonly string[], context: string | undefined, found: Found): void {
    let joined = '';
    for (let start = meant.length - 1; start >= 0 && joined.length <= this.#longest; start--) {
      joined = (meant[start] ?? '') + joined;
      const owner = start > 0 ? ownerWithin(meant[start - 1]) : context;
      for (const entry of this.#entries.get(joined) ?? []) {
        if (entry.of !== undefined && !isOf(entry.of, owner)) continue;
        note(entry.dataClass, entry.strength, found);
      }
    }
    this.#collectEndings(meant.at(-1) ?? '', found);
  }

  /** Languages that write words together, and people who do: `kundenvorname`, `useremail`. */
  #collectEndings(last: string, found: Found): void {
    for (let start = 2; start <= last.length - SHORTEST_ENDING; start++) {
      for (const { dataClass, of } of this.#entries.get(last.slice(start)) ?? []) {
        if (of === undefined) note(dataClass, 'weak', found);
      }
    }
  }

  #add(dataClass: DataClass, name: FieldName, strength: Entry['strength']): void {
    const [names, of] = typeof name === 'string' ? [[name], undefined] : [name.names, name.of];
    for (const text of names) {
      const key = wordsOf(text).join('');
      const entries = this.#entries.get(key) ?? [];
      this.#entries.set(key, entries);
      entries.push({ dataClass, strength, of });
    }
  }
}

type Found = Map<DataClass, NameEvidence['strength']>;

function note(dataClass: DataClass, strength: 'strong' | 'weak', found: Found): void {
  if (found.get(dataClass) !== 'strong') found.set(dataClass, strength);
}

const SHORTEST_PLURAL = 5;

/** The same in the singular: `emails` are e-mail addresses. */
function singular(words: readonly string[]): readonly (readonly string[])[] {
  const last = words.at(-1) ?? '';
  return last.length >= SHORTEST_PLURAL && last.endsWith('s') ? [[...words.slice(0, -1), last.slice(0, -1)]] : [];
}

/** The word before may say what it is of (`customerName`); but a `userName` is what somebody logs in with. */
function ownerWithin(word: string | undefined): string | undefined {
  return word === 'user' ? undefined : word;
}

/** The words of a name, and the words without those at the end that mean nothing: `phone number 2` is `phone number`, and `phone`. */
function endings(words: readonly string[]): readonly (readonly string[])[] {
  const result = [words];
  for (let end = words.length - 1; end > 0; end--) {
    const last = words[end] ?? '';
    if (!NEUTRAL.has(last) && !(last.length <= 2 && last >= '0' && last < ':')) break;
    result.push(words.slice(0, end));
  }
  return result;
}
