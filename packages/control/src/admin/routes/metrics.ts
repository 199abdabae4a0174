import { z } from 'zod';

import { metricView } from '../schemas/metric-views.ts';
import type { Routes } from './context.ts';

/** What the running Airside has counted. */
export const metricRoutes: Routes =
  ({ metrics }) =>
  async (app) => {
    if (metrics === undefined) return;
    app.get('/metrics', { schema: { response: { 200: z.object({ items: z.array(metricView) }) } } }, async () => ({
      items: [...metrics()],
    }));
  };
