import { type JsonValue, stringMember } from '../json.ts';
import { valueAt } from '../pointer.ts';
import type { Library } from '../read/library.ts';
import type { Place } from '../read/origins.ts';

/** A value and where it was written. */
export interface Resolved extends Place {
  readonly value: JsonValue;
}

const MOST_HOPS = 100;

/** Follows references into other files of a definition, without copying anything. What cannot be followed is noted in the library. */
export class Resolver {
  readonly #library: Library;

  constructor(library: Library) {
    this.#library = library;
  }

  /** What stands at `tokens` below `from`, behind its references; undefined where there is nothing. */
  async at(from: Resolved, ...tokens: readonly string[]): Promise<Resolved | undefined> {
    const value = valueAt(from.value, tokens);
    return value === undefined ? undefined : await this.follow({ file: from.file, tokens: [...from.tokens, ...tokens], value });
  }

  /** The value that a value refers to in the end: itself where it is no reference. */
  async follow(from: Resolved): Promise<Resolved | undefined> {
    let at = from;
    for (let hops = 0; hops < MOST_HOPS; hops++) {
      const reference = stringMember(at.value, '$ref');
      if (reference === undefined) return at;
      const place: Place = { file: at.file, tokens: [...at.tokens, '$ref'] };
      const target = this.#library.target(reference, at.file);
      if (target.kind === 'refused') {
        const { kind: _, ...details } = target;
        this.#library.findings.push({ severity: 'error', ...place, ...details, found: reference });
        return undefined;
      }
      const source = await this.#library.read(target.file, place);
      const value = valueAt(source?.value, target.tokens);
      if (source === undefined) return undefined;
      if (value === undefined) return this.#refuse(place, 'a reference points to nothing', `a value in ${target.file}`, reference);
      at = { file: target.file, tokens: target.tokens, value };
    }
    return this.#refuse(from, 'references lead round in a ring', 'a value in the end', stringMember(from.value, '$ref'));
  }

  #refuse({ file, tokens }: Place, message: string, expected: string, found: string | undefined): undefined {
    this.#library.findings.push({ severity: 'error', file, tokens, message, expected, found });
  }
}
