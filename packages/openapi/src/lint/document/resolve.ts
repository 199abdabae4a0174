import { circularEdges, type Edge } from './circular.ts';
import { child, type Data, type DataObject, isContainer, type Key, replaceChild, valueAtPath } from './data.ts';
import { copyWithReferences, locate, type Reference, segment, targetOf } from './references.ts';
import type { SourceDocument } from './source-document.ts';

/** A place in a file. */
export interface SourcePlace {
  readonly document: SourceDocument;
  readonly path: readonly string[];
}

/** A reference that leads nowhere. */
export interface BrokenReference {
  readonly message: string;
  /** Of the object with the `$ref`. */
  readonly path: readonly string[];
}

/** A document with what its references point to in their place. Values that several references share are one object; none contains itself. */
export interface ResolvedDocument {
  readonly source: SourceDocument;
  readonly value: Data;
  /** Where what a key of an object inside of `value` was replaced by stands, in the end. */
  readonly replaced: ReadonlyMap<object, ReadonlyMap<Key, SourcePlace>>;
  /** Whether something stands beside a `$ref`: it has a place of its own, unless another reference leads there. */
  readonly hasSiblings: boolean;
  /** `file#/pointer` of everything that is pointed to, by tokens that are not encoded. */
  readonly targets: ReadonlySet<string>;
  readonly broken: readonly BrokenReference[];
}

export function targetKey(file: string, tokens: readonly string[]): string {
  return `${file}#${tokens.map((token) => `/${token}`).join('')}`;
}

const LONGEST_CHAIN = 200;

/**
 * Resolves the references of a document within itself and into other files, which `documentOf` has at hand. References in a ring are left
 * as they are, as are those to a file whose references are just being resolved.
 */
export class Resolver {
  readonly #documentOf: (file: string) => SourceDocument | undefined;
  readonly #resolved = new Map<string, ResolvedDocument | 'begun'>();
  /** Of all documents together. */
  readonly #replaced = new Map<object, Map<Key, SourcePlace>>();

  constructor(documentOf: (file: string) => SourceDocument | undefined) {
    this.#documentOf = documentOf;
  }

  resolve(source: SourceDocument): ResolvedDocument | undefined {
    const known = this.#resolved.get(source.file);
    if (known !== undefined) return known === 'begun' ? undefined : known;
    this.#resolved.set(source.file, 'begun');
    const resolved = this.#resolveDocument(source);
    this.#resolved.set(source.file, resolved);
    return resolved;
  }

  #resolveDocument(source: SourceDocument): ResolvedDocument {
    const { copy, references } = copyWithReferences(source.value);
    const replaced = this.#replaced;
    const targets = new Set<string>();
    const broken: BrokenReference[] = [];
    const inline = new Map<Edge, { readonly reference: Reference; readonly tokens: readonly string[] }>();

    const replace = ({ container, key }: Reference, value: Data, place: SourcePlace): void => {
      replaceChild(container, key, value);
      const keys = replaced.get(container) ?? new Map<Key, SourcePlace>();
      replaced.set(container, keys.set(key, place));
    };

    for (const reference of references) {
      const target = targetOf(reference.text, source.file);
      if (target.kind === 'inline') {
        const tokens = locate(source.value, target.tokens, source.file);
        const text = reference.text.trim();
        if (!startsWith(reference.path, target.tokens)) targets.add(targetKey(source.file, target.tokens));
        if (tokens === undefined) broken.push({ message: `'${text}' does not exist`, path: reference.path });
        else inline.set({ within: reference.within, target: pathText(tokens) }, { reference, tokens });
      } else if (target.kind === 'file') {
        targets.add(targetKey(target.file, target.tokens));
        this.#replaceByFile(target.file, target.tokens, reference, replace, broken, targets);
      } else if (target.kind === 'invalid' || target.kind === 'remote') {
        broken.push({ message: target.message, path: target.kind === 'invalid' ? [] : reference.path });
      }
    }

    const circular = circularEdges([...inline.keys()]);
    const waiting = new Map<object, Map<Key, { readonly reference: Reference; readonly tokens: readonly string[] }>>();
    for (const [edge, entry] of inline) {
      if (circular.has(edge)) continue;
      const keys = waiting.get(entry.reference.container) ?? new Map<Key, typeof entry>();
      waiting.set(entry.reference.container, keys.set(entry.reference.key, entry));
    }
    const settle = (container: DataObject | Data[], key: Key, chain: number): void => {
      const entry = waiting.get(container)?.get(key);
      if (!entry || chain > LONGEST_CHAIN) return;
      waiting.get(container)?.delete(key);
      const last = entry.tokens.at(-1);
      if (last === undefined) {
        replace(entry.reference, source.value, { document: source, path: [] });
        return;
      }
      const holder = valueAtPath(copy, entry.tokens.slice(0, -1)) as DataObject | Data[];
      const at = Array.isArray(holder) ? Number(last) : last;
      settle(holder, at, chain + 1);
      const value = child(holder, at);
      if (value !== undefined) replace(entry.reference, value, replaced.get(holder)?.get(at) ?? { document: source, path: entry.tokens });
    };
    for (const { reference } of inline.values()) settle(reference.container, reference.key, 0);
    const hasSiblings = references.some((reference) => reference.hasSiblings);
    return { source, value: copy, replaced, hasSiblings, targets, broken };
  }

  #replaceByFile(
    file: string,
    tokens: readonly string[],
    reference: Reference,
    replace: (reference: Reference, value: Data, place: SourcePlace) => void,
    broken: BrokenReference[],
    targets: Set<string>,
  ): void {
    const document = this.#documentOf(file);
    if (!document?.readable) {
      broken.push({ message: `'${file}' cannot be read`, path: reference.path });
      return;
    }
    const resolved = this.resolve(document);
    if (!resolved) return;
    for (const target of resolved.targets) targets.add(target);
    const holder = followed(resolved.value, tokens.slice(0, -1));
    const last = tokens.at(-1);
    const value = last === undefined ? resolved.value : child(holder, last);
    const moved =
      isContainer(holder) && last !== undefined ? this.#replaced.get(holder)?.get(Array.isArray(holder) ? Number(last) : last) : undefined;
    if (value === undefined) broken.push({ message: `'#${pathText(tokens)}' does not exist @ '${file}'`, path: reference.path });
    else replace(reference, value, moved ?? { document, path: tokens });
  }
}

function followed(root: Data, tokens: readonly string[]): Data | undefined {
  return tokens.reduce<Data | undefined>((value, token) => child(value, token), root);
}

function pathText(tokens: readonly string[]): string {
  return tokens.map(segment).join('');
}

function startsWith(path: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length > 0 && beginning.every((token, depth) => path[depth] === token);
}
