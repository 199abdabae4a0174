import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';

import { type Problem, toPointer } from './problem.ts';
import { examineStructure } from './structure.ts';
import { syntaxMessage } from './yaml-syntax.ts';

const LONGEST_DOCUMENT = 4 * 1024 * 1024;
/** The aliases were counted before: the parser need not count again. */
const UNCOUNTED = { maxAliasCount: -1 };

type ProblemDetails = Pick<Problem, 'message'> & Partial<Pick<Problem, 'severity' | 'expected' | 'found' | 'hint'>>;
type WrittenPair = Pair<unknown, Node | null>;

/** A YAML (or JSON) text that remembers where each value stands, so that whatever is wrong with a value can be shown in its place. */
export class SourceDocument {
  readonly file: string;
  readonly syntaxProblems: readonly Problem[];
  readonly #lines = new LineCounter();
  readonly #contents: Document;
  #targets: ReadonlyMap<Alias, Node> = new Map();
  readonly #pairs = new WeakMap<YAMLMap, ReadonlyMap<string, WrittenPair>>();

  constructor(file: string, text: string) {
    this.file = file;
    const tooLong = text.length > LONGEST_DOCUMENT;
    this.#contents = parseDocument(tooLong ? '' : text, {
      lineCounter: this.#lines,
      prettyErrors: false,
      merge: false,
      stringKeys: true,
      // The parser compares every key with every other; examineStructure finds the repeated ones in linear time.
      uniqueKeys: false,
    });
    this.syntaxProblems = tooLong
      ? [
          this.problem([], {
            message: 'the file is too large',
            expected: `at most ${LONGEST_DOCUMENT} characters`,
            found: `${text.length}`,
          }),
        ]
      : this.#faults();
  }

  /** The document as plain objects, arrays and scalars; of one without syntax problems only. */
  toPlain(): unknown {
    return this.#contents.toJS(UNCOUNTED);
  }

  /** The value at a path as it was written, before anything was resolved; undefined where nothing stands. */
  valueAt(path: readonly PropertyKey[]): unknown {
    const node = this.#nodeAt(path);
    return isScalar(node) ? node.value : node?.toJS(this.#contents, UNCOUNTED);
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

  #faults(): Problem[] {
    const unknownTags = this.#contents.warnings.filter((warning) => warning.code === 'TAG_RESOLVE_FAILED');
    const errors = [...this.#contents.errors, ...unknownTags];
    if (errors.length > 0) return errors.map((error) => this.#at(error.pos[0], '', { message: syntaxMessage(error.code) }));
    const { faults, targets } = examineStructure(this.#contents);
    this.#targets = targets;
    return faults.map(({ offset, ...details }) => this.#at(offset, '', details));
  }

  #at(offset: number | undefined, pointer: string, details: ProblemDetails): Problem {
    const position = offset === undefined ? { line: 0, col: 0 } : this.#lines.linePos(offset);
    return { severity: 'error', ...details, file: this.file, line: position.line, column: position.col, pointer };
  }

  #offsetOf(path: readonly PropertyKey[]): number | undefined {
    for (let length = path.length; length >= 0; length--) {
      const place = path.slice(0, length);
      const node = (length === path.length ? this.#nodeAt(place) : undefined) ?? this.#pairAt(place)?.key ?? this.#nodeAt(place);
      if (isNode(node) && node.range) return node.range[0];
    }
    return undefined;
  }

  #nodeAt(path: readonly PropertyKey[]): Node | undefined {
    let node = this.#resolved(this.#contents.contents);
    for (const key of path) {
      if (isMap(node)) node = this.#resolved(this.#pairsOf(node).get(String(key))?.value);
      else if (isSeq(node) && typeof key === 'number') node = this.#resolved(node.items[key]);
      else return undefined;
    }
    return node;
  }

  #pairAt(path: readonly PropertyKey[]): WrittenPair | undefined {
    const parent = path.length === 0 ? undefined : this.#nodeAt(path.slice(0, -1));
    return isMap(parent) ? this.#pairsOf(parent).get(String(path.at(-1))) : undefined;
  }

  #resolved(node: unknown): Node | undefined {
    const target = isAlias(node) ? this.#targets.get(node) : node;
    return isNode(target) ? target : undefined;
  }

  #pairsOf(map: YAMLMap): ReadonlyMap<string, WrittenPair> {
    const known = this.#pairs.get(map);
    if (known !== undefined) return known;
    const pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair as WrittenPair]));
    this.#pairs.set(map, pairs);
    return pairs;
  }
}
