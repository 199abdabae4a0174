import { isAbsolute } from 'node:path';

import { parsePointer } from '../../pointer.ts';
import { parseReference } from '../../read/reference.ts';
import { child, type Data, type DataObject, isContainer, isPlainObject, type Key, setMember } from './data.ts';

/** A `$ref` in a copy of a document. */
export interface Reference {
  /** What holds the object with the `$ref`; undefined where the document itself is that object. */
  readonly container: DataObject | Data[];
  readonly key: Key;
  readonly path: readonly string[];
  /** JSON pointers of everything that it stands in, outermost first. */
  readonly within: readonly string[];
  readonly text: string;
  /** Whether something stands beside the `$ref`. */
  readonly hasSiblings: boolean;
}

/** A copy of a document that may be changed, and the references in it. What stands beside or below a `$ref` is not looked at. */
export function copyWithReferences(value: Data): { readonly copy: Data; readonly references: readonly Reference[] } {
  const references: Reference[] = [];
  const path: string[] = [];
  const pointers: string[] = [''];

  const copyChild = (container: DataObject | Data[], key: Key, item: Data): Data => {
    if (!isContainer(item)) return item;
    path.push(String(key));
    const text = referenceIn(item);
    if (text !== undefined)
      references.push({ container, key, path: [...path], within: [...pointers], text, hasSiblings: Object.keys(item).length > 1 });
    pointers.push(`${pointers.at(-1)}${segment(key)}`);
    const copied = text === undefined ? copyValue(item) : item;
    pointers.pop();
    path.pop();
    return copied;
  };

  const copyValue = (original: Data): Data => {
    if (Array.isArray(original)) {
      const copied: Data[] = [];
      for (const [index, item] of original.entries()) copied.push(copyChild(copied, index, item));
      return copied;
    }
    if (!isPlainObject(original)) return original;
    const copied: DataObject = {};
    for (const [name, item] of Object.entries(original)) setMember(copied, name, copyChild(copied, name, item));
    return copied;
  };

  return { copy: copyValue(value), references };
}

/** A key as part of a JSON pointer. */
export function segment(key: Key): string {
  const text = String(key);
  return text.includes('~') || text.includes('/') ? `/${text.replaceAll('~', '~0').replaceAll('/', '~1')}` : `/${text}`;
}

/** The `$ref` of an object that is a reference (JSON Reference section 3). */
export function referenceIn(value: unknown): string | undefined {
  if (!isPlainObject(value) || !Object.hasOwn(value, '$ref')) return undefined;
  return typeof value['$ref'] === 'string' ? value['$ref'] : undefined;
}

export type ReferenceTarget =
  | { readonly kind: 'inline' | 'file'; readonly file: string; readonly tokens: readonly string[] }
  | { readonly kind: 'invalid' | 'remote'; readonly message: string };

/** What a `$ref` that stands in `file` points to. A text without a name has no files beside it. */
export function targetOf(text: string, file: string): ReferenceTarget {
  const trimmed = text.trim();
  if (trimmed.startsWith('#')) {
    const tokens = tokensOf(trimmed.slice(1));
    if (tokens === undefined) return { kind: 'invalid', message: `'${trimmed}' JSON pointer is invalid` };
    return { kind: 'inline', file, tokens };
  }
  const target = parseReference(trimmed, { file, fileCalled: () => undefined, followsUrls: false });
  if (target.kind === 'refused') return { kind: 'remote', message: `${target.message}: '${trimmed}'` };
  if (file === '' && !isAbsolute(trimmed)) return { kind: 'remote', message: `a text without a name has no files beside it: '${trimmed}'` };
  return { kind: target.file === file ? 'inline' : 'file', file: target.file, tokens: target.tokens };
}

/** The tokens of a pointer in a fragment. Where it is not percent-encoded as it should be, it is taken as it stands. */
function tokensOf(fragment: string): readonly string[] | undefined {
  try {
    return parsePointer(decodeURIComponent(fragment));
  } catch {
    return parsePointer(fragment);
  }
}

const MOST_HOPS = 100;

/**
 * The tokens of the place that a pointer leads to where references on the way are followed within the document; undefined where nothing
 * is there. A reference at the end is not followed.
 */
export function locate(root: Data, tokens: readonly string[], file: string): readonly string[] | undefined {
  let rest = [...tokens];
  let path: string[] = [];
  let value: Data | undefined = root;
  let hops = 0;
  while (rest.length > 0) {
    const next: Data | undefined = child(value, rest[0] ?? '');
    if (next !== undefined) {
      path.push(rest.shift() ?? '');
      value = next;
      continue;
    }
    const text = referenceIn(value);
    const target = text === undefined || hops === MOST_HOPS ? undefined : targetOf(text, file);
    if (target?.kind !== 'inline') return undefined;
    hops += 1;
    rest = [...target.tokens, ...rest];
    path = [];
    value = root;
  }
  return isContainer(value) || value !== undefined ? path : undefined;
}
