import { type Campaign, paced } from './campaign.ts';

export const singleAccess: Campaign = {
  id: 'single-access',
  about: "Opens somebody else's order whose id was seen in a shared link, and nothing else that is unusual.",
  means: ['single-access'],
  forms: paced(
    function* (stage, { requests, pause }) {
      const { draw, world } = stage;
      const { operations, orders } = world.shop;
      const person = stage.own('shopper');
      const client = stage.client(draw.pick(['home', 'mobile']), 'browser');
      for (let visit = 0; visit < requests; visit++) {
        if (!(yield* stage.signIn(client, person))) return;
        yield* stage.call(client, person, operations.listCustomerOrders, { path: { customerId: person.account.owner } });
        yield draw.between(3, 20) * 1000;
        const strange = draw.among([...orders.keys()].slice(-400)) ?? '';
        yield* stage.call(client, person, operations.getOrder, { path: { orderId: strange } });
        yield draw.between(3, 20) * 1000;
        yield* stage.call(client, person, operations.listProducts, { query: { category: 'home' } });
        yield pause();
      }
    },
    {
      fast: { requests: 1 },
      slow: { requests: 3, gapSeconds: [50_000, 90_000] },
      distributed: { bots: 12, requests: 1, withinSeconds: 20_000 },
    },
  ),
};
