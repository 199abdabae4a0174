import { applicationRoutes } from './applications.ts';
import { channelRoutes } from './channels.ts';
import { clientRoutes } from './clients.ts';
import { consumerRoutes } from './consumers.ts';
import type { Routes } from './context.ts';
import { groupRoutes } from './groups.ts';
import { historyRoutes } from './history.ts';
import { keyRoutes } from './keys.ts';
import { planRoutes } from './plans.ts';

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
  ]) {
    app.register(routes(context));
  }
};
