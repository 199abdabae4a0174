import { identifier } from '@airside/domain';
import { z } from 'zod';

import { DirectoryError } from '../../directory/directory-error.ts';
import { exportView, testResult, testView } from '../schemas/delivery-views.ts';
import type { Routes } from './context.ts';

const byName = z.object({ name: identifier() });

/** Streams of records to SIEMs. */
export const exportRoutes: Routes =
  ({ delivery }) =>
  async (app) => {
    if (delivery === undefined) return;
    const { exporter } = delivery;
    app.get('/exports', { schema: { response: { 200: z.object({ items: z.array(exportView).readonly() }) } } }, async () => ({
      items: exporter.exports(),
    }));
    app.post('/exports/:name/test', { schema: { params: byName, response: { 200: testView } } }, async ({ params: { name } }) => {
      const outcome = await exporter.test(name);
      if (outcome === undefined) throw new DirectoryError('unknown', `there is no export ${JSON.stringify(name)}`);
      return testResult(name, outcome);
    });
  };
