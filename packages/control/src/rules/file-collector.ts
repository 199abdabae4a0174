import { createHash } from 'node:crypto';

import { safePath } from './safe-path.ts';

/** A file of a rule set. */
export interface RuleSetFile {
  /** Relative, with `/`. */
  readonly path: string;
  readonly content: Uint8Array;
}

export const MOST_FILES = 10_000;
export const MOST_BYTES = 64 * 1024 * 1024;

/** Gathers the files of a rule set, and refuses what no rule set needs: too many or too large ones, and two in the same place. */
export class FileCollector {
  readonly #files = new Map<string, RuleSetFile>();
  readonly #folders = new Set<string>();
  #bytes = 0;

  /** Throws an Error that says why the file is refused. Upper and lower case do not tell two paths apart on every system. */
  add(path: string, content: Uint8Array): void {
    const safe = safePath(path);
    if (safe === '') throw new Error('the path names no file');
    const key = safe.toLowerCase();
    const folders = foldersOf(key);
    if (this.#files.has(key) || this.#folders.has(key)) throw new Error('the path is there twice');
    if (folders.some((folder) => this.#files.has(folder))) throw new Error('the path leads through a file');
    this.#bytes += content.length;
    if (this.#files.size === MOST_FILES) throw new Error(`there are more than ${MOST_FILES} files`);
    if (this.#bytes > MOST_BYTES) throw new Error(`the files have more than ${MOST_BYTES} bytes`);
    for (const folder of folders) this.#folders.add(folder);
    this.#files.set(key, { path: safe, content });
  }

  /** All files, in the order of their paths. */
  files(): RuleSetFile[] {
    return sorted([...this.#files.values()]);
  }
}

/**
 * SHA-256 (hexadecimal) of what a rule set holds: of the lines `SHA-256 of the file, two spaces, its path`, in the order of the paths'
 * bytes. It is what `find * -type f | LC_ALL=C sort | xargs sha256sum | sha256sum` prints.
 */
export function contentDigest(files: readonly RuleSetFile[]): string {
  const lines = sorted(files).map(({ path, content }) => `${createHash('sha256').update(content).digest('hex')}  ${path}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

function sorted(files: readonly RuleSetFile[]): RuleSetFile[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path)));
}

function foldersOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join('/'));
}
