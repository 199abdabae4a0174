import { MATCHED, type Operator } from './operator.ts';

/** `@endsWith text`: the value ends with the text. */
export const endsWith: Operator = {
  name: 'endsWith',
  compile: (text) => (value) => (value.endsWith(text) ? MATCHED : undefined),
};
