import { parseInteger } from './integer.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@lt number`: the value, read as an integer, is less than the number. What is no integer counts as 0. */
export const lt: Operator = {
  name: 'lt',
  compile: (argument) => {
    const number = parseInteger(argument);
    return (value) => (parseInteger(value) < number ? MATCHED : undefined);
  },
};
