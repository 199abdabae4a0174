import { isMap, isNode, isScalar, LineCounter, type Node, type Pair, parseDocument } from 'yaml';

import { type Problem, toPointer } from './problem.ts';

const LARGEST_DOCUMENT_BYTES = 16 * 1024 * 1024;
const MOST_ALIASES = 100;

type ProblemDetails = Pick<Problem, 'message'> & Partial<Pick<Problem, 'severity' | 'expected' | 'found' | 'hint'>>;

/** A YAML (or JSON) text that remembers where each value stands, so that whatever is wrong with a value can be shown in its place. */
export class SourceDocument {
  readonly file: string;
  readonly syntaxProblems: readonly Problem[];
  readonly #lines = new LineCounter();
  readonly #contents: ReturnType<typeof parseDocument>;

  constructor(file: string, text: string) {
    this.file = file;
    const tooLarge = text.length > LARGEST_DOCUMENT_BYTES;
    this.#contents = parseDocument(tooLarge ? '' : text, { lineCounter: this.#lines, prettyErrors: false, merge: false });
    this.syntaxProblems = tooLarge
      ? [this.problem([], { message: 'the file is too large', expected: `at most ${LARGEST_DOCUMENT_BYTES} bytes`, found: `${text.length}` })]
      : this.#contents.errors.map((error) => this.#at(error.pos[0], '', { message: error.message }));
  }

  /** The document as plain objects, arrays and scalars. Throws when aliases would expand it beyond bounds. */
  toPlain(): unknown {
    return this.#contents.toJS({ maxAliasCount: MOST_ALIASES });
  }

  /** The value at a path as it was written, before anything was resolved; undefined where nothing stands. */
  valueAt(path: readonly PropertyKey[]): unknown {
    const node = this.#contents.getIn(path, true);
    return isScalar(node) ? node.value : isNode(node) ? node.toJS(this.#contents) : node;
  }

  /** A problem at a path; where nothing stands there, at the nearest value around it. */
  problem(path: readonly PropertyKey[], details: ProblemDetails): Problem {
    return this.#at(this.#offsetOf(path), toPointer(path), details);
  }

  /** A problem with a key rather than with its value. */
  keyProblem(path: readonly PropertyKey[], details: ProblemDetails): Problem {
    const key = this.#pairAt(path)?.key;
    return this.#at(isNode(key) ? key.range?.[0] : this.#offsetOf(path), toPointer(path), details);
  }

  #at(offset: number | undefined, pointer: string, details: ProblemDetails): Problem {
    const position = offset === undefined ? { line: 0, col: 0 } : this.#lines.linePos(offset);
    return { severity: 'error', ...details, file: this.file, line: position.line, column: position.col, pointer };
  }

  #offsetOf(path: readonly PropertyKey[]): number | undefined {
    for (let length = path.length; length >= 0; length--) {
      const key = length === path.length ? undefined : this.#pairAt(path.slice(0, length))?.key;
      const node: unknown = key ?? (length === 0 ? this.#contents.contents : this.#contents.getIn(path.slice(0, length), true));
      if (isNode(node) && node.range) return node.range[0];
    }
    return undefined;
  }

  #pairAt(path: readonly PropertyKey[]): Pair<unknown, Node | null> | undefined {
    if (path.length === 0) return undefined;
    const parent = path.length === 1 ? this.#contents.contents : this.#contents.getIn(path.slice(0, -1), true);
    if (!isMap(parent)) return undefined;
    const name = String(path.at(-1));
    return parent.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === name) as Pair<unknown, Node | null> | undefined;
  }
}
