import { identifier } from '@airside/domain';
import { z } from 'zod';

import { DirectoryError } from '../../directory/directory-error.ts';
import { DELIVERY_STATES } from '../../outbox/delivery.ts';
import { channelView, deliveryView, testResult, testView } from '../schemas/delivery-views.ts';
import { limit } from '../schemas/page.ts';
import type { Routes } from './context.ts';

const query = z.strictObject({
  channel: identifier().exactOptional(),
  state: z.enum(DELIVERY_STATES).exactOptional(),
  key: z.string().min(1).max(200).exactOptional(),
  limit,
  before: z.coerce.number().pipe(z.int().min(1)).exactOptional().describe('Only deliveries with a smaller `sequence`: the next page.'),
});
const byName = z.object({ name: identifier() });

/** Channels, and what is on its way to them. */
export const channelRoutes: Routes =
  ({ delivery }) =>
  async (app) => {
    if (delivery === undefined) return;
    const { outbox } = delivery;
    app.get('/channels', { schema: { response: { 200: z.object({ items: z.array(channelView).readonly() }) } } }, async () => ({
      items: outbox.channels(),
    }));
    app.get(
      '/deliveries',
      { schema: { querystring: query, response: { 200: z.object({ items: z.array(deliveryView).readonly() }) } } },
      async ({ query: { limit: most, before, ...filter } }) => ({
        items: outbox.deliveries(filter, { limit: most, ...(before !== undefined && { before }) }),
      }),
    );
    app.post('/channels/:name/test', { schema: { params: byName, response: { 200: testView } } }, async ({ params: { name } }) => {
      const outcome = await outbox.test(name);
      if (outcome === undefined) throw new DirectoryError('unknown', `there is no channel ${JSON.stringify(name)}`);
      return testResult(name, outcome);
    });
  };
