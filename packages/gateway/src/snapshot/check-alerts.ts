import { alertRuleProblems, type Configuration } from '@airside/domain';

import type { Report } from './checks.ts';

/** Alert rules name what is there, and ask for what can be looked at. */
export function checkAlerts(configuration: Configuration, report: Report): void {
  for (const problem of alertRuleProblems(configuration)) report({ severity: 'error', ...problem });
}
