import { dirname, resolve } from 'node:path';

import { parseFragment } from '../pointer.ts';

/** What a `$ref` names: a place in a file or at a URL, or why it names nothing that can be read. */
export type Target =
  | { readonly kind: 'place'; readonly file: string; readonly tokens: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string; readonly expected: string; readonly hint?: string };

/** Where a reference stands, and what may be followed from there. */
export interface ReferenceContext {
  /** An absolute path or a URL. */
  readonly file: string;
  /** The file that calls itself by that URL (`$self`, OpenAPI 3.2 section 4.1), among those read so far. */
  readonly fileCalled: (url: string) => string | undefined;
  /** Whether URLs are followed. Which of them, whoever fetches them decides. */
  readonly followsUrls: boolean;
}

/**
 * Reads a `$ref` (OpenAPI 3.1 section 4.6: relative references). Relative ones start at where the file was read, whatever it calls itself, so
 * that a definition can be checked out anywhere. A file that came from a URL can name URLs only.
 */
export function parseReference(reference: string, context: ReferenceContext): Target {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  const tokens = parseFragment(hash === -1 ? '#' : reference.slice(hash));
  const file = fileOf(path, context);
  if (typeof file === 'object') return file;
  if (tokens === undefined || file === undefined) {
    return {
      kind: 'refused',
      message: 'a reference is not a JSON pointer',
      expected: '#/… or FILE#/… with percent-encoding where needed',
      ...(hash !== -1 && !reference.startsWith('/', hash + 1)
        ? { hint: 'Names given by `$anchor` and `$id` are not followed: write where the value stands.' }
        : {}),
    };
  }
  return { kind: 'place', file, tokens };
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
