import type { Action } from './action.ts';

const SCOPES = new Map([
  ['', 'transaction'],
  ['phase', 'phase'],
  ['request', 'request'],
] as const);

/** `allow`, `allow:phase`, `allow:request`: leaves out the rules that follow; those of the logging phase always run. */
export const allow: Action = {
  name: 'allow',
  argument: 'optional',
  starterOnly: true,
  apply(draft, argument) {
    const scope = SCOPES.get(argument.toLowerCase() as '' | 'phase' | 'request');
    if (scope === undefined) throw new Error(`allow takes phase, request or nothing; found "${argument}"`);
    draft.disruptive = { name: 'allow', scope };
  },
};
