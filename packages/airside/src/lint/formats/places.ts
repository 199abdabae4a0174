import { relative, sep } from 'node:path';

import { toPointer } from '@airside/domain/text';
import type { LintResult } from '@airside/openapi/linting';

/** Where a result stands, as people and other tools count: from 1. */
export interface ShownPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  /** Exclusive. */
  readonly endColumn: number;
  /** JSON pointer into the file. */
  readonly pointer: string;
}

export function placeOf({ range, path }: LintResult): ShownPlace {
  return {
    line: range.start.line + 1,
    column: range.start.character + 1,
    endLine: range.end.line + 1,
    endColumn: range.end.character + 1,
    pointer: toPointer(path),
  };
}

/** A path relative to the working directory, with slashes, as tools that read reports expect it; `stdin` for standard input without a name. */
export function portablePath(file: string): string {
  return file === '' ? 'stdin' : relative('', file).replaceAll(sep, '/');
}
