import type { Operator } from './operator.ts';
import { compilePattern, type SearchPattern } from './pattern.ts';

const MOST_CAPTURES = 10;

/**
 * `@rxGlobal pattern`: like `@rx`, but captures one match with its groups after the other, ten texts in all. Each next match is sought in
 * the rest of the value as if it began there.
 */
export const rxGlobal: Operator = {
  name: 'rxGlobal',
  compile: (argument, context) => {
    const pattern = compilePattern(argument, context.multiline);
    return (value) => {
      const captures = captureAll(pattern, value);
      return captures.length === 0 ? undefined : { captures };
    };
  },
};

function captureAll(pattern: SearchPattern, value: string): string[] {
  const captures: string[] = [];
  for (let from = 0; from <= value.length && captures.length < MOST_CAPTURES; ) {
    const found = pattern.find(value, from);
    if (found === undefined) break;
    captures.push(...(pattern.captures(value, from) ?? []));
    from = Math.max(found.end, found.start + 1);
  }
  return captures.slice(0, MOST_CAPTURES);
}
