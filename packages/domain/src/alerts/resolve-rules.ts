import type { AlertRuleConfiguration, AlertsConfiguration } from '../configuration/schema.ts';
import { CONDITION_KINDS } from '../configuration/sections/alerts/rule.ts';
import { BUILT_IN_RULES } from './built-in-rules.ts';

export type AlertConditionKind = (typeof CONDITION_KINDS)[number];

type Condition<Kind extends AlertConditionKind = AlertConditionKind> = {
  readonly [K in Kind]: { readonly kind: K } & Readonly<NonNullable<AlertRuleConfiguration[K]>>;
}[Kind];

/** A condition of one kind, with all that it was given. */
export type AlertCondition<Kind extends AlertConditionKind = AlertConditionKind> = Condition<Kind>;

type Settled = 'channels' | 'repeat' | 'mutedBy' | 'notifyBy';

/** A rule with everything filled in that it left to the defaults. */
export interface AlertRule extends Readonly<Omit<AlertRuleConfiguration, AlertConditionKind | Settled>> {
  readonly id: string;
  readonly builtIn: boolean;
  readonly condition: AlertCondition;
  readonly channels: readonly string[];
  readonly repeat: number;
  readonly mutedBy: readonly string[];
  readonly notifyBy: readonly string[];
}

/** What says that an API is down mutes what says that it is slow. */
const MUTES_DURATIONS = ['availability-burn', 'api-silent'];

/** The rules that a configuration asks for: its own, and the built-in ones that it neither replaces nor disables. */
export function resolveAlertRules(alerts: AlertsConfiguration): readonly AlertRule[] {
  const disabled = new Set(alerts.disabledRules);
  const builtIn = Object.entries(BUILT_IN_RULES).filter(([id]) => !disabled.has(id) && !Object.hasOwn(alerts.rules, id));
  return [
    ...builtIn.map(([id, rule]) => resolve(id, rule, true, alerts)),
    ...Object.entries(alerts.rules).map(([id, rule]) => resolve(id, rule, false, alerts)),
  ];
}

function resolve(id: string, rule: AlertRuleConfiguration, builtIn: boolean, alerts: AlertsConfiguration): AlertRule {
  const { threshold: _t, change: _c, burnRate: _b, absence: _a, expiry: _e, incident: _i, ...rest } = rule;
  const condition = conditionOf(rule);
  const metric = 'metric' in condition ? condition.metric : '';
  return {
    ...rest,
    id,
    builtIn,
    condition,
    channels: rule.channels ?? alerts.channels,
    repeat: rule.repeat ?? alerts.repeat,
    mutedBy: rule.mutedBy ?? (/^(duration|upstreamTime)\./.test(metric) ? MUTES_DURATIONS.filter((other) => other !== id) : []),
    notifyBy: rule.notifyBy ?? (rule.groupBy.includes('api') ? ['api'] : []),
  };
}

/** The one condition of a rule; the schema holds it to exactly one. */
function conditionOf(rule: AlertRuleConfiguration): AlertCondition {
  for (const kind of CONDITION_KINDS) {
    const options = rule[kind];
    if (options !== undefined) return { kind, ...options } as AlertCondition;
  }
  throw new Error('a rule without a condition');
}
