import type { Input } from '../gateway/gateway.ts';
import type { Operation } from '../gateway/operation.ts';
import { type Campaign, paced } from './campaign.ts';
import type { Stage } from './stage.ts';

export const foreignLists: Campaign = {
  id: 'foreign-lists',
  about: "Lists somebody else's orders by the id of the customer in the query or path, or asks for those of all.",
  means: ['single-access'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['home', 'mobile']), 'app', 'shop');
      for (let visit = 0; visit < requests; visit++) {
        client.credential = null;
        if (!(yield* stage.signIn(client, person))) return;
        yield* stage.call(client, person, operations.listMyOrders, {});
        yield draw.between(3, 20) * 1000;
        yield* stage.call(client, person, ...listOfOthers(stage));
        yield draw.between(3, 20) * 1000;
        yield* stage.call(client, person, operations.listProducts, { query: { category: 'home' } });
        yield pause();
      }
    },
    {
      fast: { requests: 4, gapSeconds: [2, 8] },
      slow: { requests: 3, gapSeconds: [50_000, 90_000] },
      distributed: { bots: 12, requests: 1, withinSeconds: 20_000 },
    },
  ),
};

function listOfOthers({ draw, world }: Stage): [Operation, Input] {
  const { operations, orders } = world.shop;
  const customerId = orders.get(draw.among([...orders.keys()].slice(-400)) ?? '')?.customerId ?? '';
  return draw.pick<[Operation, Input]>([
    [operations.listMyOrders, { query: { customerId } }],
    [operations.listCustomerOrders, { path: { customerId } }],
    [operations.listMyOrders, { query: { all: 'true', limit: 20 } }],
  ]);
}
