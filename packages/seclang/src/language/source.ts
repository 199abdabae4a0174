import { globSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';

import { parse } from './parse.ts';
import { type Problem, reason } from './problem.ts';
import type { StatementNode } from './syntax.ts';

/** Where rules come from: a file, with what it includes, or text under a name that stands for its file in messages. */
export type RuleSource = { readonly file: string } | { readonly text: string; readonly name: string };

/** Where rule files and their data files are read from: the file system, or a copy of what was once read there. */
export interface RuleFiles {
  /** The content of a file, as a byte string. Throws when there is none. */
  read(file: string): string;
  /** The files that an absolute pattern names, sorted. */
  list(pattern: string): readonly string[];
}

/** The files of the file system. */
export const fileSystem: RuleFiles = {
  read: (file) => readFileSync(file, 'latin1'),
  list: (pattern) => (/[*?[]/.test(pattern) ? globSync(pattern).sort() : globSync(pattern.replaceAll('[', '[[]'))),
};

const MAX_DEPTH = 16;

/** All statements of the sources in their order, `Include` replaced by what it names. Problems are collected, not thrown. */
export function readSources(
  sources: readonly RuleSource[],
  files: RuleFiles = fileSystem,
): { statements: StatementNode[]; problems: Problem[] } {
  const statements: StatementNode[] = [];
  const problems: Problem[] = [];
  for (const source of sources) {
    if ('text' in source) take(source.text, source.name, 0);
    else readFile(source.file, { file: source.file, line: 0 }, 0);
  }
  return { statements, problems };

  function readFile(file: string, from: { file: string; line: number }, depth: number): void {
    if (depth > MAX_DEPTH) {
      problems.push({ ...from, message: `Include goes deeper than ${MAX_DEPTH} files: look for a file that includes itself` });
      return;
    }
    let text: string;
    try {
      text = files.read(file);
    } catch (error) {
      problems.push({ ...from, message: `cannot read ${file}: ${reason(error)}` });
      return;
    }
    take(text, file, depth);
  }

  function take(text: string, file: string, depth: number): void {
    const parsed = parse(text, file);
    problems.push(...parsed.problems);
    for (const statement of parsed.statements) {
      const name = statement.kind === 'directive' ? statement.name.toLowerCase() : '';
      if (statement.kind !== 'directive' || (name !== 'include' && name !== 'includeoptional')) {
        statements.push(statement);
        continue;
      }
      const named = included(statement.arguments[0] ?? '', file, files);
      if (named.length === 0 && name === 'include') {
        problems.push({ file, line: statement.line, message: `Include names no file: ${statement.arguments[0] ?? '(nothing)'}` });
      }
      for (const next of named) readFile(next, statement, depth + 1);
    }
  }
}

/** The files a pattern names, sorted, relative to the file that includes them. */
function included(pattern: string, file: string, files: RuleFiles): readonly string[] {
  if (pattern === '') return [];
  return files.list(isAbsolute(pattern) ? pattern : resolve(dirname(file), pattern));
}
