import { parsePattern } from '../match/parse-pattern.ts';
import { plainRequirements, type Requirements, requirements } from '../match/requirements.ts';

/** What every value has that an operator accepts: necessary, not sufficient. Values without it need not be shown to the operator. */
export interface Needs {
  readonly any: Requirements;
  /** The same of values without the bytes of `UNCOMMON`. */
  readonly plain: Requirements;
}

/** What no value has. */
const NEVER: Requirements = { minBytes: 2 ** 31 - 1, literals: [], classes: [] };

const TELLING_BYTES = 3;

/** What values have that a pattern matches. */
export function patternNeeds(source: string, multiline: boolean): Needs {
  const pattern = parsePattern(source, { multiline });
  const any = requirements(pattern);
  return { any, plain: isTelling(any) ? any : (plainRequirements(pattern) ?? NEVER) };
}

/** What values have in which one of the phrases occurs, in any case of ASCII letters. */
export function phraseNeeds(phrases: readonly string[]): Needs {
  const lower = phrases.map((phrase) => phrase.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  const any = { minBytes: Math.min(...lower.map(({ length }) => length)), literals: [lower], classes: [] };
  return { any, plain: any };
}

/** A byte of one of these kinds, bits of `HAS`. */
export function kindNeeds(kinds: number): Needs {
  const any = kinds === 0 ? NEVER : { minBytes: 1, literals: [], classes: [kinds] };
  return { any, plain: any };
}

/** Whether few values without the bytes of `UNCOMMON` have what is asked for, so that nothing more telling is worth looking for. */
function isTelling({ literals: [best = []] }: Requirements): boolean {
  return best.length > 0 && best.every(({ length }) => length >= TELLING_BYTES);
}
