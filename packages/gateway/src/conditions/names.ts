import type { Principal } from '@airside/domain';

import { type Condition, listed, oneOf } from './condition.ts';
import type { ConditionOptions } from './options.ts';

type Names = Pick<ConditionOptions, 'consumers' | 'applications' | 'plans' | 'groups' | 'roles' | 'scopes' | 'credentials'>;

const NONE: readonly string[] = [];

/** What the caller is called, belongs to, and was given. */
export function nameConditions(options: Names): readonly Condition[] {
  return [
    single('consumers', options.consumers, ({ consumer }) => consumer ?? undefined),
    single('applications', options.applications, ({ application }) => application),
    single('plans', options.plans, ({ plan }) => plan),
    several('groups', options.groups, ({ groups }) => groups ?? NONE),
    several('roles', options.roles, ({ roles }) => roles ?? NONE),
    credentials(options.credentials),
    together('scopes', options.scopes, ({ scopes }) => scopes),
  ].filter((condition) => condition !== undefined);
}

/** The caller has one name of a kind. */
function single(
  name: string,
  wanted: readonly string[] | undefined,
  of: (principal: Principal) => string | undefined,
): Condition | undefined {
  if (wanted === undefined) return undefined;
  const set = new Set<string | undefined>(wanted);
  return {
    name,
    expected: oneOf(wanted),
    holds: ({ principal }) => set.has(of(principal)),
    found: ({ principal }) => of(principal) ?? 'none',
  };
}

/** The caller has a list of names, of which one has to be among the wanted ones. */
function several(name: string, wanted: readonly string[] | undefined, of: (principal: Principal) => readonly string[]) {
  if (wanted === undefined) return undefined;
  const set = new Set(wanted);
  return {
    name,
    expected: oneOf(wanted),
    holds: ({ principal }) => {
      for (const held of of(principal)) if (set.has(held)) return true;
      return false;
    },
    found: ({ principal }) => listed(of(principal)),
  } satisfies Condition;
}

/** The caller has a list of names; each wanted entry asks for one or, separated by spaces, for several at once. */
export function together(
  name: string,
  wanted: readonly string[] | undefined,
  of: (principal: Principal) => readonly string[],
): Condition | undefined {
  if (wanted === undefined) return undefined;
  const entries = wanted.map((entry) => entry.split(' ').filter((part) => part !== ''));
  return {
    name,
    expected: oneOf(wanted),
    holds: ({ principal }) => {
      const held = of(principal);
      for (const entry of entries) if (includesAll(held, entry)) return true;
      return false;
    },
    found: ({ principal }) => listed(of(principal)),
  };
}

function includesAll(held: readonly string[], wanted: readonly string[]): boolean {
  for (const name of wanted) if (!held.includes(name)) return false;
  return wanted.length > 0;
}

function credentials(wanted: ConditionOptions['credentials']): Condition | undefined {
  if (wanted === undefined) return undefined;
  const set = new Set<string>(wanted);
  return {
    name: 'credentials',
    expected: oneOf(wanted),
    holds: ({ principal }) => {
      if (set.has(principal.kind)) return true;
      for (const { kind } of principal.beside ?? NOBODY) if (set.has(kind)) return true;
      return false;
    },
    found: ({ principal }) => listed([principal.kind, ...(principal.beside ?? NOBODY).map(({ kind }) => kind)]),
  };
}

const NOBODY: readonly Principal[] = [];
