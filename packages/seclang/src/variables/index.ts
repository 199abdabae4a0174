import { argumentVariables } from './arguments.ts';
import { bodyVariables } from './body.ts';
import { connectionVariables } from './connection.ts';
import { matchedVariables } from './matched.ts';
import { requestVariables } from './request.ts';
import { responseVariables } from './response.ts';
import { ruleVariables } from './rule.ts';
import { storeVariables } from './stores.ts';
import { timeVariables } from './time.ts';
import { urlVariables } from './url-arguments.ts';
import type { Variable } from './variable.ts';

/** All variables by their name in upper case, except XML, whose selectors are paths. */
export const variables: ReadonlyMap<string, Variable> = new Map(
  [
    ...argumentVariables,
    ...bodyVariables,
    ...connectionVariables,
    ...matchedVariables,
    ...requestVariables,
    ...responseVariables,
    ...ruleVariables,
    ...storeVariables,
    ...timeVariables,
    ...urlVariables,
  ].map((variable) => [variable.name, variable]),
);
