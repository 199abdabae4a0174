import { MATCHED, type Operator } from './operator.ts';

/** `@contains text`: the text occurs in the value. */
export const contains: Operator = {
  name: 'contains',
  compile: (text) => (value) => (value.includes(text) ? MATCHED : undefined),
};
