import { claimAt, claimPath } from './claim-path.ts';
import type { ClaimOptions } from './claims-options.ts';
import type { Condition } from './condition.ts';

type Wanted = ClaimOptions[string];

const LONGEST_SHOWN = 200;

/** What a token claims. */
export function claimConditions(claims: ClaimOptions): readonly Condition[] {
  return Object.entries(claims).map(([name, wanted]) => {
    const path = claimPath(name);
    const fits = valueTest(wanted);
    return {
      name: `claims.${name}`,
      expected: Array.isArray(wanted) ? `one of ${wanted.map((value) => JSON.stringify(value)).join(', ')}` : JSON.stringify(wanted),
      holds: ({ principal }) => {
        const value = claimAt(principal, path);
        if (!Array.isArray(value)) return fits(value);
        for (const entry of value) if (fits(entry)) return true;
        return false;
      },
      found: ({ principal }) => shown(claimAt(principal, path)),
    };
  });
}

function valueTest(wanted: Wanted): (value: unknown) => boolean {
  if (Array.isArray(wanted)) {
    const set = new Set<unknown>(wanted);
    return (value) => set.has(value);
  }
  if (typeof wanted !== 'object') return (value) => value === wanted;
  const { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY } = wanted;
  return (value) => typeof value === 'number' && value >= min && value <= max;
}

function shown(value: unknown): string {
  return value === undefined ? 'none' : (JSON.stringify(value) ?? 'none').slice(0, LONGEST_SHOWN);
}
