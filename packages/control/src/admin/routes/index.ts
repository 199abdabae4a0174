import { alertRoutes } from './alerts.ts';
import { applicationRoutes } from './applications.ts';
import { behaviorRoutes } from './behavior.ts';
import { callerRoutes } from './callers.ts';
import { channelRoutes } from './channels.ts';
import { clientRoutes } from './clients.ts';
import { consumerRoutes } from './consumers.ts';
import type { Routes } from './context.ts';
import { detectionRoutes } from './detections.ts';
import { exportRoutes } from './exports.ts';
import { groupRoutes } from './groups.ts';
import { historyRoutes } from './history.ts';
import { incidentRoutes } from './incidents.ts';
import { keyRoutes } from './keys.ts';
import { metricRoutes } from './metrics.ts';
import { planRoutes } from './plans.ts';
import { rollupRoutes } from './rollups.ts';
import { sanctionRoutes } from './sanctions.ts';

/** All that the admin API answers, below whatever it is mounted at. */
export const adminRoutes: Routes = (context) => async (app) => {
  for (const routes of [
    consumerRoutes,
    applicationRoutes,
    planRoutes,
    groupRoutes,
    keyRoutes,
    clientRoutes,
    historyRoutes,
    channelRoutes,
    metricRoutes,
    exportRoutes,
    alertRoutes,
    rollupRoutes,
  ]) {
    app.register(routes(context));
  }
  const { behavior } = context;
  if (behavior === undefined) return;
  for (const routes of [incidentRoutes, detectionRoutes, sanctionRoutes, callerRoutes, behaviorRoutes]) {
    app.register(routes({ ...context, behavior }));
  }
};
