import type { Problem } from './problem.ts';
import { suggest } from './suggest.ts';

/** What to say where a name refers to nothing: `kind` is what it should name (`consumer`), `home` where those are written (`/consumers`). */
export function unknownName(
  kind: string,
  name: string,
  known: readonly string[],
  home: string,
): Pick<Problem, 'message'> & Required<Pick<Problem, 'expected'>> & Pick<Problem, 'hint'> {
  const near = suggest(name, known);
  return {
    message: `there is no ${kind} "${name}"`,
    expected: known.length > 0 ? `one of ${known.join(', ')}` : `a name under ${home}`,
    ...(near !== undefined && { hint: `did you mean "${near}"?` }),
  };
}
