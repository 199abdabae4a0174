import { MATCHED, type Operator } from './operator.ts';

/** `@unconditionalMatch`: always matches. */
export const unconditionalMatch: Operator = {
  name: 'unconditionalMatch',
  compile: () => () => MATCHED,
};
