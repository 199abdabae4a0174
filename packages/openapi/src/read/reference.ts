import { dirname, resolve } from 'node:path';

import { parseFragment } from '../pointer.ts';

/** What a `$ref` names: a place in a file or at a URL, or why it names nothing that can be read. */
export type Target =
  | {
      readonly kind: 'place';
      readonly file: string;
      readonly tokens: readonly string[];
      /** Instead of a place, the name (`$anchor`) of a schema in that file. */
      readonly anchor?: string;
    }
  | { readonly kind: 'refused'; readonly message: string; readonly expected: string; readonly hint?: string };

/** Where a reference stands, and what may be followed from there. */
export interface ReferenceContext {
  /** An absolute path or a URL. */
  readonly file: string;
  /** The file that calls itself by that URL (`$self`, OpenAPI 3.2 section 4.1), among those read so far. */
  readonly fileCalled: (url: string) => string | undefined;
  /** Whether URLs are followed. Which of them, whoever fetches them decides. */
  readonly followsUrls: boolean;
  /** Whether a fragment may be the name of a schema in another file (JSON Schema 2020-12 core section 8.2.2). */
  readonly followsNames?: boolean;
}

/**
 * Reads a `$ref` (OpenAPI 3.1 section 4.6: relative references). Relative ones start at where the file was read, whatever it calls itself, so
 * that a definition can be checked out anywhere. A file that came from a URL can name URLs only.
 */
export function parseReference(reference: string, context: ReferenceContext): Target {
  const [path, fragment] = split(reference);
  const tokens = parseFragment(`#${fragment}`);
  const file = fileOf(path, context);
  if (typeof file === 'object') return file;
  const isName = context.followsNames === true && path !== '' && ANCHOR.test(fragment);
  if (tokens === undefined && file !== undefined && isName) return { kind: 'place', file, tokens: [], anchor: fragment };
  if (tokens === undefined || file === undefined) {
    return {
      kind: 'refused',
      message: 'a reference is not a JSON pointer',
      expected: '#/… or FILE#/… with percent-encoding where needed',
      ...(tokens === undefined && ANCHOR.test(fragment)
        ? { hint: 'Names given by `$anchor` are followed between schemas of OpenAPI 3.1 and 3.2, where a schema has that name.' }
        : {}),
    };
  }
  return { kind: 'place', file, tokens };
}

/** A plain name (JSON Schema 2020-12 core section 8.2.2). */
const ANCHOR = /^[A-Za-z_][-A-Za-z0-9._]*$/;

/** A reference as what comes before its `#` and what comes after. */
export function split(reference: string): readonly [path: string, fragment: string] {
  const hash = reference.indexOf('#');
  return hash === -1 ? [reference, ''] : [reference.slice(0, hash), reference.slice(hash + 1)];
}

/** Whether a name of a file is a URL. */
export function isUrl(file: string): boolean {
  return /^https?:\/\//i.test(file);
}

function fileOf(path: string, { file, fileCalled, followsUrls }: ReferenceContext): Target | string | undefined {
  if (path === '') return file;
  const isAbsolute = /^[A-Za-z][A-Za-z0-9+.-]*:/.test(path) || path.startsWith('//');
  if (!isAbsolute && !isUrl(file)) return localFile(path, file);
  const url = URL.canParse(path, isUrl(file) ? file : undefined) ? new URL(path, isUrl(file) ? file : undefined) : undefined;
  const called = url && fileCalled(url.href);
  if (called !== undefined) return called;
  if (followsUrls && url?.protocol === 'https:') return url.href;
  return {
    kind: 'refused',
    message: 'a reference to a URL is not followed',
    expected: followsUrls ? 'a URL that begins with https:' : 'a reference to a local file, or into this one',
    ...(followsUrls ? {} : { hint: 'Save the file beside the definition and refer to it by its relative path.' }),
  };
}

function localFile(path: string, from: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? undefined : resolve(dirname(from), decoded);
  } catch {
    return undefined;
  }
}
