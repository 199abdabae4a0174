import { z } from 'zod';

import { limit } from '../schemas/page.ts';
import { auditView } from '../schemas/views.ts';
import type { Routes } from './context.ts';

const query = z.strictObject({
  kind: z.enum(['consumer', 'application', 'plan', 'group', 'key', 'client']).exactOptional(),
  id: z.string().min(1).max(600).exactOptional(),
  limit,
  before: z.coerce.number().pipe(z.int().min(1)).exactOptional().describe('Only records with a smaller `sequence`: the next page.'),
});

export const historyRoutes: Routes =
  ({ administration }) =>
  async (app) => {
    app.get(
      '/history',
      { schema: { querystring: query, response: { 200: z.object({ items: z.array(auditView).readonly() }) } } },
      async ({ query }) => ({
        items: await administration.history(query),
      }),
    );
  };
