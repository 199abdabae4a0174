import type { Data } from '../document/data.ts';
import type { RuleSeverity } from './ruleset.ts';

const BY_NUMBER: readonly RuleSeverity[] = ['error', 'warn', 'info', 'hint'];

export const SEVERITIES: readonly RuleSeverity[] = [...BY_NUMBER, 'off'];

export const DEFAULT_SEVERITY: RuleSeverity = 'warn';

/** A severity by its name or number (-1 is off); undefined where it is none. */
export function severityOf(value: Data | undefined): RuleSeverity | undefined {
  if (typeof value === 'number' || (typeof value === 'string' && /^-?\d$/.test(value))) {
    return Number(value) === -1 ? 'off' : BY_NUMBER[Number(value)];
  }
  return SEVERITIES.find((severity) => severity === value);
}
