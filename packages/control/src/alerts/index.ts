export type { ActionRequest } from './action.ts';
export { ALERT_PHASES, type Alert, type AlertPhase, labelText } from './alert.ts';
export { type AlertDetails, type Alerting, type AlertingOptions, type AlertingSettings, createAlerting } from './alerting.ts';
export type { AlertSources, Expirable } from './evaluate/evaluation.ts';
export { formatSpan, formatValue } from './evaluate/format.ts';
export { ANY_CHANNEL, type Outgoing } from './outgoing.ts';
export type { Matcher, Silence } from './silence.ts';
export { openAlertStore } from './sqlite/open.ts';
export type { AlertStore } from './store.ts';
