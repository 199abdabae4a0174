import { formatProblem, type Problem } from '@airside/domain';
import { type CatalogedDefinition, catalogDefinition, createFetch } from '@airside/openapi';

import { catalogText } from '../definition/catalog-text.ts';
import { EXIT } from '../exit.ts';
import { note, printable, shortPath } from '../terminal.ts';

export interface DefinitionShowOptions {
  readonly allowUrl?: readonly string[];
  readonly enforceable?: boolean;
  readonly json?: boolean;
}

/** Prints what a definition declares, and its problems; yields the exit code. */
export async function showDefinition(file: string, { allowUrl, enforceable, json }: DefinitionShowOptions): Promise<number> {
  const purpose = enforceable === true ? 'enforce' : 'describe';
  const fetch = allowUrl === undefined ? {} : { fetch: createFetch({ origins: allowUrl }) };
  const shown = await catalogDefinition(file, { purpose, ...fetch });
  const { catalog, problems } = shown;
  if (json === true) process.stdout.write(`${JSON.stringify(jsonOf(shown), null, 2)}\n`);
  else {
    for (const problem of problems) note(formatProblem(withoutControls(withShortPath(problem))));
    if (catalog !== undefined) process.stdout.write(catalogText(catalog));
  }
  return catalog === undefined ? EXIT.failed : EXIT.ok;
}

function jsonOf({ catalog, problems, files }: CatalogedDefinition) {
  return { ok: catalog !== undefined, catalog: catalog ?? null, problems: problems.map(withShortPath), files: files.map(shortName) };
}

function withShortPath(problem: Problem): Problem {
  return { ...problem, file: shortName(problem.file) };
}

/** A definition may come from anywhere, and a problem quotes it. */
function withoutControls(problem: Problem): Problem {
  const { file, pointer, message, expected, found, hint } = problem;
  return {
    ...problem,
    file: printable(file),
    pointer: printable(pointer),
    message: printable(message),
    ...(expected !== undefined && { expected: printable(expected) }),
    ...(found !== undefined && { found: printable(found) }),
    ...(hint !== undefined && { hint: printable(hint) }),
  };
}

/** URLs stay as they are. */
function shortName(file: string): string {
  return file.startsWith('https://') ? file : shortPath(file);
}
