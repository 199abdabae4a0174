import { authenticationConditions } from './authentication.ts';
import { claimConditions } from './claims.ts';
import type { Condition } from './condition.ts';
import { nameConditions } from './names.ts';
import type { ConditionOptions } from './options.ts';
import { originConditions } from './origin.ts';
import { timeConditions } from './time.ts';

/** The conditions that options ask for, the cheap ones first. */
export function compileConditions(options: ConditionOptions): readonly Condition[] {
  return [
    ...nameConditions(options),
    ...originConditions(options),
    ...(options.time === undefined ? [] : timeConditions(options.time)),
    ...claimConditions(options.claims ?? {}),
    ...authenticationConditions(options),
  ];
}
