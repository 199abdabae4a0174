import { type Subject, subjectKey } from '@airside/domain';
import { LRUCache } from 'lru-cache';

import type { Suspect } from './suspect.ts';

const MOST = 20_000;
const PLACES = 2 ** 16;
/** Characters at the end of a name that tell most names apart. */
const LAST = 8;

/** Whom something is known against, by the keys of subjects. Most names are of nobody: that is told by some of their characters, without making a key of each. */
export class Suspects {
  /** How many names there are that end in such characters. */
  readonly #places = new Uint16Array(PLACES);
  readonly #byKey = new LRUCache<string, Suspect>({
    max: MOST,
    dispose: (_suspect, key, reason) => {
      if (reason !== 'set') this.#count(key, -1);
    },
  });

  get(key: string): Suspect | undefined {
    return this.#byKey.get(key);
  }

  set(key: string, suspect: Suspect): void {
    if (!this.#byKey.has(key)) this.#count(key, 1);
    this.#byKey.set(key, suspect);
  }

  /** The same without making it the one used last. */
  peek(subject: Subject): Suspect | undefined {
    return this.#places[placeOf(subject.id)] === 0 ? undefined : this.#byKey.peek(subjectKey(subject));
  }

  /** The ones used last come first. */
  entries(): Iterable<[string, Suspect]> {
    return this.#byKey.entries();
  }

  #count(key: string, change: number): void {
    const place = placeOf(key.slice(key.indexOf(':') + 1));
    this.#places[place] = (this.#places[place] ?? 0) + change;
  }
}

function placeOf(text: string): number {
  let hash = 0;
  for (let index = Math.max(0, text.length - LAST); index < text.length; index++) hash = (Math.imul(hash, 31) + text.charCodeAt(index)) | 0;
  return (hash ^ (hash >>> 16)) & (PLACES - 1);
}
