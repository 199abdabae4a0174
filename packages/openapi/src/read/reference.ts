import { dirname, resolve } from 'node:path';

import { parseFragment } from '../pointer.ts';

/** What a `$ref` names: a place in a file, or why it names nothing that can be read. */
export type Target =
  | { readonly kind: 'place'; readonly file: string; readonly tokens: readonly string[] }
  | { readonly kind: 'refused'; readonly message: string; readonly expected: string; readonly hint?: string };

/** Reads a `$ref` that stands in `file` (OpenAPI 3.1 section 4.6: relative references). Only local files, no URLs: nothing is fetched. */
export function parseReference(reference: string, file: string): Target {
  const hash = reference.indexOf('#');
  const path = hash === -1 ? reference : reference.slice(0, hash);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(path) || path.startsWith('//')) {
    return {
      kind: 'refused',
      message: 'a reference to a URL is not followed',
      expected: 'a reference to a local file, or into this one',
      hint: 'Save the file beside the definition and refer to it by its relative path.',
    };
  }
  const tokens = parseFragment(hash === -1 ? '#' : reference.slice(hash));
  const target = path === '' ? file : localFile(path, file);
  if (tokens === undefined || target === undefined) {
    return {
      kind: 'refused',
      message: 'a reference is not a JSON pointer',
      expected: '#/… or FILE#/… with percent-encoding where needed',
      ...(hash !== -1 && !reference.startsWith('/', hash + 1)
        ? { hint: 'Names given by `$anchor` and `$id` are not followed: write where the value stands.' }
        : {}),
    };
  }
  return { kind: 'place', file: target, tokens };
}

function localFile(path: string, from: string): string | undefined {
  try {
    const decoded = decodeURIComponent(path);
    return decoded.includes('\0') ? undefined : resolve(dirname(from), decoded);
  } catch {
    return undefined;
  }
}
