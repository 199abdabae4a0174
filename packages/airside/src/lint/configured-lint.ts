import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import type { LintSeverity } from '@airside/openapi/linting';

import { DEFAULT_CONFIGURATION } from '../default-configuration.ts';
import { CommandError, EXIT } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';

/** What a configuration says about linting. Files are absolute. */
export interface ConfiguredLint {
  readonly definitions: readonly string[];
  readonly ruleset?: string;
  readonly waivers?: string;
  readonly failSeverity?: LintSeverity | 'never';
  readonly failScore?: number;
}

const LARGEST_CONFIGURATION_BYTES = 4 * 1024 * 1024;
const FAIL_SEVERITIES = ['error', 'warn', 'info', 'hint', 'never'] as const satisfies readonly (LintSeverity | 'never')[];

/**
 * Reads the section `lint` and the definitions of the APIs in a configuration, and nothing else: secrets and variables that it refers to
 * need not be there. `airside check` says what is wrong with it. Undefined where no file is given and there is none.
 */
export async function configuredLint(file: string | undefined): Promise<ConfiguredLint | undefined> {
  if (file === undefined && !existsSync(DEFAULT_CONFIGURATION)) return undefined;
  const path = resolve(file ?? DEFAULT_CONFIGURATION);
  // Only a configuration needs the parser that keeps places.
  const { formatProblem, SourceDocument } = await import('@airside/domain');
  const document = new SourceDocument(path, textOf(path));
  for (const problem of document.syntaxProblems) note(formatProblem({ ...problem, file: shortPath(path) }));
  if (document.syntaxProblems.length > 0) throw new CommandError(`${shortPath(path)} has errors, so it does not say what to lint`);
  const text = (keys: readonly string[]): string | undefined => {
    const value = document.valueAt(keys);
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const place = (name: string | undefined): string | undefined =>
    name === undefined || isName(name) ? name : resolve(dirname(path), name);
  const [ruleset, waivers] = [place(text(['lint', 'ruleset'])), place(text(['lint', 'waivers']))];
  const [severity, score] = [document.valueAt(['lint', 'failSeverity']), document.valueAt(['lint', 'failScore'])];
  const apis = document.valueAt(['apis']);
  const apiIds = typeof apis === 'object' && apis !== null ? Object.keys(apis) : [];
  const failSeverity = FAIL_SEVERITIES.find((known) => known === severity);
  const refuse = (key: string, expected: string): never => {
    note(formatProblem({ ...document.problem(['lint', key], { message: 'this cannot be used', expected }), file: shortPath(path) }));
    throw new CommandError(`${shortPath(path)} has errors, so it does not say when to fail`);
  };
  if (severity !== undefined && failSeverity === undefined) refuse('failSeverity', `one of ${FAIL_SEVERITIES.join(', ')}`);
  if (score !== undefined && !(typeof score === 'number' && score >= 0 && score <= 100)) refuse('failScore', 'a number from 0 to 100');
  return {
    definitions: [...new Set(apiIds.flatMap((api) => place(text(['apis', api, 'definition'])) ?? []))],
    ...(ruleset !== undefined && { ruleset }),
    ...(waivers !== undefined && { waivers }),
    ...(failSeverity !== undefined && { failSeverity }),
    ...(typeof score === 'number' && { failScore: score }),
  };
}

/** Whether this is the name of a built-in rule set rather than a file. */
export function isName(ruleset: string): boolean {
  return /^[a-z]{2,}:/.test(ruleset) || ruleset.startsWith('@');
}

function textOf(path: string): string {
  try {
    if (statSync(path).size > LARGEST_CONFIGURATION_BYTES) throw new CommandError(`${shortPath(path)} is too large`);
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CommandError(`${shortPath(path)} cannot be read (${code})`, { exitCode: EXIT.unavailable });
  }
}
