import { dirname, resolve } from 'node:path';

import { formatProblem, type Problem } from '@airside/domain/text';
import { BUILT_IN, loadRuleset, type Ruleset } from '@airside/openapi/linting';

import { CommandError, EXIT } from '../exit.ts';
import { note, printable, shortPath } from '../terminal.ts';
import { isName } from './configured-lint.ts';
import { rulesetBeside } from './inputs.ts';

const DEFAULT = 'airside:recommended';

/** The rule sets of a run: the one that was asked for, else for each definition the one beside it. Each is loaded once. */
export class Rulesets {
  readonly #asked: string | undefined;
  readonly #allowCode: boolean;
  readonly #loaded = new Map<string, Promise<Ruleset>>();

  constructor(option: string | undefined, configured: string | undefined, allowCode: boolean) {
    this.#asked = option === undefined || isName(option) ? (option ?? configured) : resolve(option);
    this.#allowCode = allowCode;
  }

  /** The rule set for a definition, or for none in particular. Throws after saying what is wrong with it. */
  for(file: string | undefined): Promise<Ruleset> {
    const location = this.#asked ?? rulesetBeside(file === undefined || file === '' ? resolve() : dirname(file)) ?? DEFAULT;
    const known = this.#loaded.get(location) ?? this.#load(location);
    this.#loaded.set(location, known);
    return known;
  }

  async #load(location: string): Promise<Ruleset> {
    assertNameKnown(location);
    const { ruleset, problems } = await loadRuleset(location, { allowCode: this.#allowCode });
    for (const problem of problems) note(problemText(problem));
    if (ruleset === undefined) throw new CommandError(`the rule set ${shown(location)} has errors`);
    return ruleset;
  }
}

/** A name that is not known would be taken for a file. */
function assertNameKnown(location: string): void {
  const names = [...BUILT_IN.keys()];
  if (!/^(airside|spectral):/.test(location) || names.includes(location)) return;
  throw new CommandError(`there is no built-in rule set ${printable(location)}`, {
    exitCode: EXIT.usage,
    hint: `there are ${names.join(', ')}`,
  });
}

/** A problem for the terminal; what it quotes may come from anybody. */
export function problemText(problem: Problem): string {
  return formatProblem({ ...problem, file: shown(problem.file) })
    .split('\n')
    .map(printable)
    .join('\n');
}

function shown(location: string): string {
  return isName(location) ? location : shortPath(location);
}
