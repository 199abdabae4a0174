import type { Condition } from './condition.ts';
import { oneOf } from './condition.ts';
import { together } from './names.ts';
import type { ConditionOptions } from './options.ts';

type Strength = Pick<ConditionOptions, 'acr' | 'amr' | 'maxAge'>;

/** So far the clock of whoever authenticated the end user may be ahead. */
const CLOCK_TOLERANCE_MS = 60_000;

const NONE: readonly string[] = [];

/** How strongly, by which methods and how recently the end user proved who it is. */
export function authenticationConditions({ acr, amr, maxAge }: Strength): readonly Condition[] {
  const methods = together('amr', amr, (principal) => principal.amr ?? NONE);
  return [
    ...(acr === undefined ? [] : [contextClass(acr)]),
    ...(methods === undefined ? [] : [{ ...methods, isAboutAuthentication: true }]),
    ...(maxAge === undefined ? [] : [age(maxAge)]),
  ];
}

function contextClass(wanted: readonly string[]): Condition {
  const set = new Set<string | undefined>(wanted);
  return {
    name: 'acr',
    expected: oneOf(wanted),
    isAboutAuthentication: true,
    holds: ({ principal }) => set.has(principal.acr),
    found: ({ principal }) => principal.acr ?? 'none',
  };
}

function age(mostMs: number): Condition {
  return {
    name: 'maxAge',
    expected: `at most ${mostMs / 1000} s`,
    isAboutAuthentication: true,
    holds: ({ principal: { authenticatedAtMs }, time }) =>
      authenticatedAtMs !== undefined && time - authenticatedAtMs <= mostMs && authenticatedAtMs - time <= CLOCK_TOLERANCE_MS,
    found: ({ principal: { authenticatedAtMs }, time }) =>
      authenticatedAtMs === undefined ? 'unknown' : `${Math.round((time - authenticatedAtMs) / 1000)} s`,
  };
}
