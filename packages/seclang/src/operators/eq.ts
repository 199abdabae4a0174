import { parseInteger } from './integer.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@eq number`: the value, read as an integer, is equal to the number. What is no integer counts as 0. */
export const eq: Operator = {
  name: 'eq',
  compile: (argument) => {
    const number = parseInteger(argument);
    return (value) => (parseInteger(value) === number ? MATCHED : undefined);
  },
};
