import type { Action } from './action.ts';

/** Refused: a rule does not run programs. */
export const exec: Action = {
  name: 'exec',
  argument: 'optional',
  apply() {
    throw new Error('exec is refused: rules do not run programs here; act on what the engine reports instead');
  },
};
