import { parseInteger } from './integer.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@le number`: the value, read as an integer, is less than or equal to the number. What is no integer counts as 0. */
export const le: Operator = {
  name: 'le',
  compile: (argument) => {
    const number = parseInteger(argument);
    return (value) => (parseInteger(value) <= number ? MATCHED : undefined);
  },
};
