import { MATCHED, type Operator } from './operator.ts';

/** `@beginsWith text`: the value begins with the text. */
export const beginsWith: Operator = {
  name: 'beginsWith',
  compile: (text) => (value) => (value.startsWith(text) ? MATCHED : undefined),
};
