import { patternNeeds } from './needs.ts';
import type { Operator } from './operator.ts';
import { compilePattern } from './pattern.ts';

/** `@rx pattern`: the pattern, in the flavour of PCRE, is found in the value. Captures the match and its first nine groups. */
export const rx: Operator = {
  name: 'rx',
  compile: (argument, context) => {
    const pattern = compilePattern(argument, context.multiline);
    return (value) => {
      const captures = pattern.captures(value, 0);
      return captures && { captures };
    };
  },
  needs: (argument, { multiline }) => patternNeeds(argument, multiline),
};
