import { parseInteger } from './integer.ts';
import { MATCHED, type Operator } from './operator.ts';

/** `@gt number`: the value, read as an integer, is greater than the number. What is no integer counts as 0. */
export const gt: Operator = {
  name: 'gt',
  compile: (argument) => {
    const number = parseInteger(argument);
    return (value) => (parseInteger(value) > number ? MATCHED : undefined);
  },
};
