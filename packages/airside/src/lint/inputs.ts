import { existsSync, globSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

import { CommandError, EXIT } from '../exit.ts';
import type { ConfiguredLint } from './configured-lint.ts';

const MOST_FILES = 10_000;

/** `-` for standard input; all else is absolute. */
export type Input = string;

/** The definitions that a command line means: files, globs, or those of the configuration. Each once, in order. */
export function inputsOf(written: readonly string[], configured: ConfiguredLint | undefined): readonly Input[] {
  if (written.length === 0) {
    if (configured !== undefined && configured.definitions.length > 0) return configured.definitions;
    const where = configured === undefined ? 'there is no airside.yaml here' : 'no API of the configuration has a definition';
    throw new CommandError(`name the definitions to lint: ${where}`, { exitCode: EXIT.usage });
  }
  const inputs = new Set<Input>();
  for (const text of written) {
    for (const input of text === '-' ? ['-'] : filesOf(text)) inputs.add(input);
    if (inputs.size > MOST_FILES) throw new CommandError(`these are more than ${MOST_FILES} files`);
  }
  return [...inputs];
}

function filesOf(text: string): readonly string[] {
  if (existsSync(text) || !/[*?[{]/.test(text)) return [resolve(text)];
  const found = globSync(text, { exclude: ['**/node_modules/**'] })
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile() === true)
    .toSorted();
  if (found.length === 0) throw new CommandError(`${text} matches no file`, { exitCode: EXIT.unavailable });
  return found.map((file) => resolve(file));
}

const BESIDE = [
  '.airside-lint.yaml',
  '.spectral.yaml',
  '.spectral.yml',
  '.spectral.json',
  '.spectral.js',
  '.spectral.mjs',
  '.spectral.cjs',
];

/** The rule set that lies beside a definition, else in the working directory; undefined where there is none. */
export function rulesetBeside(folder: string): string | undefined {
  return [folder, resolve()].flatMap((place) => BESIDE.map((name) => resolve(place, name))).find((file) => existsSync(file));
}

/** The usual file of waivers beside a definition, else in the working directory; undefined where there is none. */
export function waiversBeside(folder: string): string | undefined {
  return [folder, resolve()].map((place) => resolve(place, '.airside-waivers.yaml')).find((file) => existsSync(file));
}
