import { judgeMatches } from '@airside/gateway';
import type { Engine } from '@airside/seclang';

import { type Exclusion, leftOver } from './exclusion.ts';
import type { Matches, Observation } from './observation.ts';
import { partOf } from './part.ts';

/** What would have become of an alarm; `unknown` where the record does not tell. */
export type Outcome = 'passes' | 'stays' | 'unknown';

/** Bounds of the record (see the schema of exchanges): at these, more may have matched than was written down. */
const MOST_RULES = 50;
const MOST_VARIABLES = 10;
const MOST_REMEMBERED = 20_000;

/**
 * What would have become of alarms with exclusions, by what was recorded of them: the rules that matched and in which variables. With the rule
 * set the score is reckoned again; only if that comes to the recorded score for the matches as they were is it believed for those that are
 * left. Without, an alarm is known to pass only when nothing is left.
 */
export class Replay {
  readonly #engineOf: (api: string) => Engine | undefined;
  readonly #remembered = new Map<string, { readonly blocked: boolean; readonly score: number | undefined }>();

  constructor(engineOf: (api: string) => Engine | undefined) {
    this.#engineOf = engineOf;
  }

  outcome(observation: Observation, exclusions: readonly Exclusion[]): Outcome {
    const { api, operation, matches, score } = observation;
    const left = matches.map(({ rule, variables }) => ({ rule, variables: leftOver(exclusions, operation, { rule, variables }) }));
    if (left.every(({ variables }, index) => variables.length === matches[index]?.variables.length)) return 'stays';
    const before = this.#judged(api, matches);
    if (before === undefined || before.score !== score || !before.blocked)
      return isCutOff(matches) || holdsMore(left) ? 'unknown' : 'passes';
    return this.#judged(api, left)?.blocked === true ? 'stays' : 'passes';
  }

  #judged(api: string, matches: Matches | readonly Left[]): { readonly blocked: boolean; readonly score: number | undefined } | undefined {
    const engine = this.#engineOf(api);
    if (engine === undefined) return undefined;
    const counts = matches.map(({ rule, variables }) => ({ rule, count: variables.length })).filter(({ count }) => count > 0);
    const key = JSON.stringify([api, counts.map(({ rule, count }) => [rule, count])]);
    const known = this.#remembered.get(key);
    if (known !== undefined) return known;
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const { blocked, score, unknown } = judgeMatches(engine, counts);
    const judged = { blocked, score: unknown.length > 0 ? undefined : score };
    this.#remembered.set(key, judged);
    return judged;
  }
}

interface Left {
  readonly rule: number;
  readonly variables: readonly string[];
}

function isCutOff(matches: Matches): boolean {
  return matches.length >= MOST_RULES || matches.some(({ variables }) => variables.length >= MOST_VARIABLES);
}

/** Whether a match is left that is no mere consequence of others. */
function holdsMore(left: readonly Left[]): boolean {
  return left.some(({ variables }) => variables.some((variable) => partOf(variable) !== undefined));
}
