import { MATCHED, type Operator } from './operator.ts';

/** `@streq text`: the value is the text. */
export const streq: Operator = {
  name: 'streq',
  compile: (text) => (value) => (value === text ? MATCHED : undefined),
};
