export { type Administration, type AdministrationOptions, createAdministration, type Effect } from './administration.ts';
export type { AdminApiOptions } from './api.ts';
export { ACTOR_FIELD, localActor } from './local-actor.ts';
export { openAdminApi } from './open.ts';
export { type AdminProblem, adminProblem } from './problem.ts';
export type { AlertAdministration } from './routes/context.ts';
export { alertDetailsView, alertView, ruleView, seriesView, silenceView, testedView } from './schemas/alert-views.ts';
export {
  adviceView,
  behaviorStatus,
  callerTimeline,
  detectionSaid,
  detectionView,
  incidentDetails,
  incidentSaid,
  incidentView,
  sanctionChanged,
  sanctionView,
  suspectedCaller,
} from './schemas/behavior.ts';
export { channelView, deliveryView, exportView, testResult, testView } from './schemas/delivery-views.ts';
export { type MetricView, metricView } from './schemas/metric-views.ts';
export { pageOf } from './schemas/page.ts';
export {
  applicationView,
  auditView,
  changed,
  clientView,
  consumerView,
  gone,
  groupView,
  keyView,
  madeClient,
  madeKey,
  planView,
} from './schemas/views.ts';
export { AdminSocketError, listenAtSocket, socketAddress } from './socket.ts';
