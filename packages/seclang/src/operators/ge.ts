import { parseInteger } from './integer.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@ge number`: the value, read as an integer, is greater than or equal to the number. What is no integer counts as 0. */
export const ge: Operator = {
  name: 'ge',
  compile: (argument) => {
    const number = parseInteger(argument);
    return (value) => (parseInteger(value) >= number ? MATCHED : undefined);
  },
};
