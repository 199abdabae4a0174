import type { JsonValue } from '../json.ts';
import { valueAt } from '../pointer.ts';

/** A place in a file. */
export interface Place {
  readonly file: string;
  readonly tokens: readonly string[];
}

interface Branch {
  place: Place | undefined;
  readonly inner: Map<string, Branch>;
}

/** Remembers which part of a bundled document was copied from where, and traces places in the document back. */
export class Origins {
  readonly #root: Branch;

  constructor(file: string) {
    this.#root = { place: { file, tokens: [] }, inner: new Map() };
  }

  /** What stands in the document at `tokens` was copied from `place`. */
  add(tokens: readonly string[], place: Place): void {
    let branch = this.#root;
    for (const token of tokens) {
      const inner = branch.inner.get(token) ?? { place: undefined, inner: new Map() };
      branch.inner.set(token, inner);
      branch = inner;
    }
    branch.place = place;
  }

  /** The place in a file that the place in the document came from: that of the innermost copied part, and the way on from there. */
  trace(tokens: readonly string[]): Place {
    let branch: Branch | undefined = this.#root;
    let best: Place = { file: '', tokens: [] };
    for (let depth = 0; branch !== undefined; depth++) {
      if (branch.place) best = { file: branch.place.file, tokens: [...branch.place.tokens, ...tokens.slice(depth)] };
      branch = depth < tokens.length ? branch.inner.get(tokens[depth] ?? '') : undefined;
    }
    return best;
  }
}

/** The longest beginning of a path that leads to a value. */
export function existingPath(root: JsonValue | undefined, tokens: readonly string[]): readonly string[] {
  for (let length = tokens.length; length > 0; length--) {
    if (valueAt(root, tokens.slice(0, length)) !== undefined) return tokens.slice(0, length);
  }
  return [];
}
