import { mkdir, mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import type { Data } from '../document/data.ts';
import { type Linted, lint } from '../lint.ts';
import { type LoadedRuleset, loadRuleset } from '../ruleset/load.ts';
import type { ReadOptions } from '../ruleset/read.ts';

type Files = Readonly<Record<string, string | Data>>;

/** Writes files into a directory made for the test, runs it, and removes them. Data is written as JSON, texts as they are. */
async function withFiles<T>(files: Files, use: (path: (name: string) => string) => Promise<T>): Promise<T> {
  await using directory = await mkdtempDisposable(join(tmpdir(), 'lint-'));
  const path = (name: string): string => join(directory.path, name);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return await use(path);
}

/** Loads the rule set `ruleset.yaml` of some files. */
export async function loadFrom(files: Files, options: ReadOptions = {}): Promise<LoadedRuleset> {
  return await withFiles(files, (path) => loadRuleset(path('ruleset.yaml'), options));
}

/** Lints a file with the rule set `ruleset.yaml`, both among some files. Throws where the rule set does not load. */
export async function lintFiles(files: Files, name: string, options: ReadOptions = {}): Promise<Linted> {
  return await withFiles(files, async (path) => {
    const { ruleset, problems } = await loadRuleset(path('ruleset.yaml'), options);
    if (!ruleset) throw new Error(JSON.stringify(problems));
    return await lint(path(name), ruleset);
  });
}

/** Messages of one function, asked about one value, with the keys that lead to what is wrong. */
export async function ask(functionName: string, functionOptions: Data | undefined, value: Data): Promise<readonly string[]> {
  const then = { function: functionName, ...(functionOptions === undefined ? {} : { functionOptions }) };
  const ruleset = { rules: { tested: { given: '$.x', message: '{{error}}', then } } };
  const { results } = await lintFiles({ 'ruleset.yaml': ruleset, 'document.json': { x: value } }, 'document.json');
  return results.map(({ message, path }) => `${path.slice(1).join('/')}: ${message}`);
}
