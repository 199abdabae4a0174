import { MATCHED, type Operator } from './operator.ts';

/** `@strmatch text`: the text occurs in the value; the same as `@contains`. */
export const strmatch: Operator = {
  name: 'strmatch',
  compile: (text) => (value) => (value.includes(text) ? MATCHED : undefined),
};
