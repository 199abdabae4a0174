import type { Operator } from './operator.ts';

/** `@noMatch`: never matches. */
export const noMatch: Operator = { name: 'noMatch', compile: () => () => undefined };
