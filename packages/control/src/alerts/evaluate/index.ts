import type { AlertRule } from '@airside/domain';

import { absenceEvaluator } from './absence.ts';
import { burnRateEvaluator } from './burn-rate.ts';
import { changeEvaluator } from './change.ts';
import type { AlertSources, Evaluator } from './evaluation.ts';
import { expiryEvaluator } from './expiry.ts';
import { incidentEvaluator } from './incident.ts';
import { thresholdEvaluator } from './threshold.ts';

/** What looks at a rule. */
export function createEvaluator(rule: AlertRule, sources: AlertSources): Evaluator {
  const { condition } = rule;
  switch (condition.kind) {
    case 'threshold':
      return thresholdEvaluator(rule, condition, sources);
    case 'change':
      return changeEvaluator(rule, condition, sources);
    case 'burnRate':
      return burnRateEvaluator(rule, condition, sources);
    case 'absence':
      return absenceEvaluator(rule, condition, sources);
    case 'expiry':
      return expiryEvaluator(rule, condition, sources);
    case 'incident':
      return incidentEvaluator(rule, condition, sources);
  }
}
