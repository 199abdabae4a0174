import { readFileSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { applyWaivers, type LintResult, type Waiver, type Waivers } from '@airside/openapi/linting';

import { CommandError, EXIT } from '../exit.ts';
import { note, shortPath } from '../terminal.ts';
import { waiversBeside } from './inputs.ts';
import type { WaiverReport } from './lint-report.ts';
import { problemText } from './rulesets.ts';

const LARGEST_FILE_BYTES = 4 * 1024 * 1024;

/** The waivers of a run: those of the file that was asked for, else for each definition those of the file beside it. */
export class WaiverFiles {
  readonly #asked: string | undefined;
  readonly #read = new Map<string, Waivers>();

  constructor(asked: string | undefined) {
    this.#asked = asked === undefined ? undefined : resolve(asked);
  }

  /** The file of waivers for a definition; undefined where there is none. Throws after saying what is wrong with it. */
  async for(definition: string): Promise<string | undefined> {
    const file = this.#asked ?? waiversBeside(definition === '' ? resolve() : dirname(definition));
    if (file !== undefined && !this.#read.has(file)) this.#read.set(file, await readWaivers(file));
    return file;
  }

  /** Which result is waived by what, of results by the file of waivers that is for them; and what is to be said of the files. */
  apply(byFile: ReadonlyMap<string | undefined, readonly LintResult[]>): {
    readonly waiverOf: ReadonlyMap<LintResult, Waiver>;
    readonly reports: readonly WaiverReport[];
  } {
    const today = new Date().toISOString().slice(0, 10);
    const waiverOf = new Map<LintResult, Waiver>();
    const reports = [...byFile].flatMap(([file, results]) => {
      const waivers = file === undefined ? undefined : this.#read.get(file);
      if (file === undefined || waivers === undefined) return [];
      const { waived, expired, unused } = applyWaivers(results, waivers, today);
      for (const { result, waiver } of waived) waiverOf.set(result, waiver);
      return [{ file, expired, unused }];
    });
    return { waiverOf, reports };
  }
}

async function readWaivers(file: string): Promise<Waivers> {
  const { parseWaivers } = await import('@airside/openapi');
  const { waivers, problems } = parseWaivers(file, textOf(file));
  for (const problem of problems) note(problemText(problem));
  if (waivers === undefined) throw new CommandError(`${shortPath(file)} has errors: what is waived is not known`);
  return waivers;
}

function textOf(file: string): string {
  try {
    const status = statSync(file);
    if (!status.isFile() || status.size > LARGEST_FILE_BYTES)
      throw new CommandError(`${shortPath(file)} is not a file of at most ${LARGEST_FILE_BYTES} bytes`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw new CommandError(`${shortPath(file)} cannot be read (${code})`, { exitCode: EXIT.unavailable });
  }
}
