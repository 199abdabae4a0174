import { MATCHED, type Operator } from './operator.ts';

/** `@within text`: the value occurs in the text. As in ModSecurity, an empty value does. */
export const within: Operator = {
  name: 'within',
  compile: (text) => (value) => (text.includes(value) ? MATCHED : undefined),
};
